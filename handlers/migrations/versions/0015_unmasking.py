"""Who saw what people wrote in an instance, why, and for how long they could."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "handlers_0015_unmasking"
down_revision = "handlers_0014_alerts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unmasking",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("business_key", sa.String(length=200), nullable=True),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("until", UtcDateTime, nullable=False),
        sa.Column("ended_at", UtcDateTime, nullable=True),
        sa.Column("told", Json, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_unmasking")),
    )
    for columns in (["tenant_id", "instance_id", "at"], ["tenant_id", "at"]):
        op.create_index(op.f(f"ix_unmasking_{'_'.join(columns)}"), "unmasking", columns)
