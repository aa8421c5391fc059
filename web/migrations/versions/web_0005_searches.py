"""Searches of the list of instances that somebody keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "web_0005"
down_revision = "web_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "saved_search",
        sa.Column("tenant_id", sa.String(40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("filters", Json, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_saved_search")),
    )
    op.create_index("ix_saved_search_tenant_id_name", "saved_search", ["tenant_id", "name"])


def downgrade() -> None:
    """Remove it again."""
    op.drop_table("saved_search")
