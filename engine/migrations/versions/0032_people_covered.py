"""In which instances people have open user tasks is read from an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0032_people_covered"
down_revision = "0031_items_alone"
branch_labels = None
depends_on = None

OPEN = {
    "ix_user_task_mine": ("assignee", sa.text("state = 'open' AND assignee IS NOT NULL")),
    "ix_user_task_group": ("candidate_group", sa.text("state = 'open' AND assignee IS NULL")),
}


def upgrade() -> None:
    for name, (whose, where) in OPEN.items():
        columns = ["tenant_id", whose, "sort_at", "id", "instance_id"]
        op.drop_index(name, "user_task")
        op.create_index(name, "user_task", columns, sqlite_where=where, postgresql_where=where)
