"""Attempts to sign in, the refused ones too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "web_0006"
down_revision = "web_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "web_sign_in_attempt",
        sa.Column("tenant_id", sa.String(40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person", sa.String(80), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_web_sign_in_attempt")),
    )
    at, person = ["tenant_id", "at", "id"], ["tenant_id", "person", "at"]
    op.create_index("ix_web_sign_in_attempt_at", "web_sign_in_attempt", at)
    op.create_index("ix_web_sign_in_attempt_person", "web_sign_in_attempt", person)


def downgrade() -> None:
    """Remove it again."""
    op.drop_table("web_sign_in_attempt")
