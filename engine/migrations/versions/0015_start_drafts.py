"""What people have written of something they may start, before they send it."""

import sqlalchemy as sa
from alembic import op

from engine.database import CompressedJson, UtcDateTime

revision = "0015_start_drafts"
down_revision = "0014_effects"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "start_draft",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("process_key", sa.String(length=100), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("words", CompressedJson, nullable=False),
        sa.Column("saved_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "process_key", "person", name=op.f("pk_start_draft")),
    )
