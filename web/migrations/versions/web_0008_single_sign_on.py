"""Who people are at the provider of single sign-on; the code of the first administrator."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "web_0008"
down_revision = "web_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "web_identity",
        sa.Column("tenant_id", sa.String(40), nullable=False),
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("linked_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "issuer", "subject", name=op.f("pk_web_identity")),
    )
    whose = ["tenant_id", "person"]
    op.create_index("uq_web_identity_person", "web_identity", whose, unique=True)
    op.create_table(
        "web_provider_session",
        sa.Column("tenant_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("session", sa.String(255), nullable=True),
        sa.Column("id_token", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_web_provider_session")),
    )
    for column in ("session", "subject"):
        name = f"ix_web_provider_session_{column}"
        op.create_index(name, "web_provider_session", ["tenant_id", column])
    op.create_table(
        "web_first_code",
        sa.Column("tenant_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_web_first_code")),
    )


def downgrade() -> None:
    """Remove them again."""
    for table in ("web_first_code", "web_provider_session", "web_identity"):
        op.drop_table(table)
