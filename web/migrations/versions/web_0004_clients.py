"""Programs that use the HTTP API, and the answers they were given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "web_0004"
down_revision = "web_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "web_client",
        sa.Column("tenant_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("scopes", Json, nullable=False),
        sa.Column("roles", Json, nullable=False),
        sa.Column("for_people", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(100), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_by", sa.String(100), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_web_client")),
    )
    columns = ["tenant_id", "token_hash"]
    op.create_index("ix_web_client_token", "web_client", columns, unique=True)
    op.create_table(
        "web_stored_answer",
        sa.Column("tenant_id", sa.String(40), nullable=False),
        sa.Column("client", sa.String(60), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("media_type", sa.String(60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "client", "key", name=op.f("pk_web_stored_answer")),
    )
    op.create_index("ix_web_stored_answer_begun_at", "web_stored_answer", ["begun_at"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("web_stored_answer")
    op.drop_table("web_client")
