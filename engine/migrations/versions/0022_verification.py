"""Looks at every chain of seals: how far each has got, and what did not hold."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "0022_verification"
down_revision = "0021_begun_from"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "verification",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("begun_by", sa.String(length=100), nullable=False),
        sa.Column("begun_at", UtcDateTime, nullable=False),
        sa.Column("ended_at", UtcDateTime, nullable=True),
        sa.Column("after", sa.Uuid(), nullable=True),
        sa.Column("instances", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("broken", Json, nullable=False),
        sa.Column("head", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_verification")),
    )
    op.create_index("ix_verification_begun", "verification", ["tenant_id", "begun_at"])
