"""What was sent to somebody is found by the person."""

from alembic import op

revision = "handlers_0017_sent_to"
down_revision = "handlers_0016_erasures"
branch_labels = None
depends_on = None

TABLE, COLUMNS = "distribution_record", ["tenant_id", "person_id", "audit_id"]


def upgrade() -> None:
    op.create_index(op.f(f"ix_{TABLE}_{'_'.join(COLUMNS)}"), TABLE, COLUMNS)
