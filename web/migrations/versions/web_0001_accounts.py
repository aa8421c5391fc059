"""Accounts, sign-ins and kept words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "web_0001"
down_revision = None
branch_labels = ("web",)
depends_on = None


def upgrade() -> None:
    """Make the three tables of the web."""
    _table(
        "web_account",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
    )
    _table(
        "web_sign_in",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
    )
    _table(
        "web_kept_words",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("path", sa.String(500), nullable=False),
        sa.Column("words", Json, nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
    )
    for table, column in (
        ("web_account", "person"),
        ("web_sign_in", "person"),
        ("web_sign_in", "seen_at"),
        ("web_kept_words", "person"),
        ("web_kept_words", "kept_at"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Drop them again."""
    for table in ("web_kept_words", "web_sign_in", "web_account"):
        op.drop_table(table)


def _table(name: str, *columns: sa.Column[object]) -> None:
    key = sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}"))
    op.create_table(name, sa.Column("tenant_id", sa.String(40), nullable=False), *columns, key)
