"""Simulations that were begun in the browser."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "web_0002"
down_revision = "web_0001"
branch_labels = None
depends_on = None

TEXTS = (("bundle", 40), ("month", 7), ("profile", 20), ("behaviour", 80), ("state", 20))
DAYS = ("day", "first_day", "last_day")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "simulation",
        sa.Column("tenant_id", sa.String(40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("begun_by", sa.String(100), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in TEXTS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("version", "months", "seed")),
        *(sa.Column(name, sa.String(10), nullable=True) for name in DAYS),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("trouble", sa.String(500), nullable=True),
        sa.Column("figures", Json, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_simulation")),
    )
    op.create_index(
        op.f("ix_simulation_tenant_id_begun_at"), "simulation", ["tenant_id", "begun_at"]
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("simulation")
