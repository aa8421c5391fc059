"""What owners try out in a change: plays by hand, runs of its scenarios, simulations beside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "web_0003"
down_revision = "web_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and let simulations belong to a change."""
    _table(
        "studio_play",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("process", sa.String(200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("variables", Json, nullable=False),
        sa.Column("steps", Json, nullable=False),
        sa.Column("played_at", UtcDateTime(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_index("ix_studio_play_tenant_id_change_id", "studio_play", ["tenant_id", "change_id"])
    _table(
        "scenario_run",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("results", Json, nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("trouble", sa.String(500), nullable=True),
    )
    op.create_index("ix_scenario_run_tenant_id_digest", "scenario_run", ["tenant_id", "digest"])
    with op.batch_alter_table("simulation") as table:
        table.add_column(sa.Column("change_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("beside", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("digest", sa.String(64), nullable=True))


def downgrade() -> None:
    """Remove them again."""
    with op.batch_alter_table("simulation") as table:
        for column in ("change_id", "beside", "digest"):
            table.drop_column(column)
    op.drop_table("scenario_run")
    op.drop_table("studio_play")


def _table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("tenant_id", sa.String(40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("begun_by", sa.String(100), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}")),
    )
