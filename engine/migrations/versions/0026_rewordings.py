"""Sealed lines that were worded anew when somebody was erased."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "0026_rewordings"
down_revision = "0025_resolved_incidents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rewording",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "place", "key", name=op.f("pk_rewording")),
    )
