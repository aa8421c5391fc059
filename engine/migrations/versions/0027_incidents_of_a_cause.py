"""The incidents of a cause are found by their state, in the order in which they opened."""

from alembic import op

revision = "0027_incidents_of_a_cause"
down_revision = "0026_rewordings"
branch_labels = None
depends_on = None

NAME = "ix_incident_cause"


def upgrade() -> None:
    op.drop_index(NAME, "incident")
    op.create_index(NAME, "incident", ["tenant_id", "cause", "state", "created_at", "id"])
