"""The list of jobs that wait is narrowed by kind and element in the index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0030_due_jobs_by_kind"
down_revision = "0029_by_person"
branch_labels = None
depends_on = None

NAME, READY = "ix_job_due", sa.text("state = 'ready'")
COLUMNS = ["tenant_id", "queue", "due_at", "id", "kind", "element_id"]


def upgrade() -> None:
    op.drop_index(NAME, "job")
    op.create_index(NAME, "job", COLUMNS, sqlite_where=READY, postgresql_where=READY)
