"""Jobs that failed and wait for their next attempt are found without reading all that wait."""

import sqlalchemy as sa
from alembic import op

revision = "0019_jobs_again"
down_revision = "0018_activities"
branch_labels = None
depends_on = None

AGAIN = sa.text("state = 'ready' AND attempts > 0")


def upgrade() -> None:
    op.create_index(
        "ix_job_again",
        "job",
        ["tenant_id", "due_at", "id"],
        sqlite_where=AGAIN,
        postgresql_where=AGAIN,
    )
