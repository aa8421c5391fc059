"""One replay at a time, however many servers there are: the database says so."""

import sqlalchemy as sa
from alembic import op

revision = "0024_one_replay"
down_revision = "0023_open_passages"
branch_labels = None
depends_on = None

RUNNING = sa.text("state = 'running'")


def upgrade() -> None:
    # No server runs while tables are changed: what is said to run was interrupted.
    op.execute(
        "UPDATE change_effect SET state = 'interrupted', ended_at = seen_at WHERE state = 'running'"
    )
    op.create_index(
        "ix_change_effect_running", "change_effect", ["tenant_id", "kind"], unique=True,
        sqlite_where=RUNNING, postgresql_where=RUNNING,
    )  # fmt: skip
