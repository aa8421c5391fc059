"""Open passages are counted, and the instances at an element found, in the index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0023_open_passages"
down_revision = "0022_verification"
branch_labels = None
depends_on = None

NAME, GOING_ON = "ix_activity_instance_open", sa.text("ended_at IS NULL")
PLACE = ["tenant_id", "process_key", "element_id", "deployment_id"]
TOLD = ["due_at", "reached_at", "ended_at", "instance_id"]


def upgrade() -> None:
    op.drop_index(NAME, "activity_instance")
    op.create_index(
        NAME, "activity_instance", PLACE + TOLD, sqlite_where=GOING_ON, postgresql_where=GOING_ON
    )
