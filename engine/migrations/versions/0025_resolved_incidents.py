"""The incidents resolved last are found without looking through all."""

import sqlalchemy as sa
from alembic import op

revision = "0025_resolved_incidents"
down_revision = "0024_one_replay"
branch_labels = None
depends_on = None

RESOLVED = sa.text("state = 'resolved'")


def upgrade() -> None:
    op.create_index(
        "ix_incident_resolved", "incident", ["tenant_id", "resolved_at"],
        sqlite_where=RESOLVED, postgresql_where=RESOLVED,
    )  # fmt: skip
