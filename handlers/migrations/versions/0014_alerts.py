"""Up to where somebody was told of incidents."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "handlers_0014_alerts"
down_revision = "handlers_0013_appointments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("covered_to", UtcDateTime, nullable=False),
        sa.Column("told_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "kind", name=op.f("pk_alert")),
    )
