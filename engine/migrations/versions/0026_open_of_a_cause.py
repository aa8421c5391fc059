"""The open incidents of a cause are found in the order in which they opened."""

import sqlalchemy as sa
from alembic import op

revision = "0026_open_of_a_cause"
down_revision = "0025_resolved_incidents"
branch_labels = None
depends_on = None

NAME, OPEN = "ix_incident_cause_open", sa.text("state = 'open'")


def upgrade() -> None:
    op.drop_index(NAME, "incident")
    op.create_index(
        NAME, "incident", ["tenant_id", "cause", "created_at", "id"],
        sqlite_where=OPEN, postgresql_where=OPEN,
    )  # fmt: skip
