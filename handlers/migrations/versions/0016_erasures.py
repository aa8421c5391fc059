"""Erasures by hand with their proof, and legal holds on a child or a person."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "handlers_0016_erasures"
down_revision = "handlers_0015_unmasking"
branch_labels = None
depends_on = None
WORDS = ("reason", "cleared_reason")


def upgrade() -> None:
    with op.batch_alter_table("legal_hold") as table:
        table.add_column(sa.Column("about", sa.String(length=10), nullable=True))
        table.add_column(sa.Column("subject", sa.String(length=40), nullable=True))
        for name in WORDS:
            table.add_column(sa.Column(name, sa.String(length=500), nullable=True))
        table.alter_column("submission_id", existing_type=sa.Uuid(), nullable=True)
    about = "CASE WHEN audit_id IS NULL THEN 'all' ELSE 'audit' END"
    op.execute(f"UPDATE legal_hold SET about = {about}, reason = '', cleared_reason = ''")  # noqa: S608
    with op.batch_alter_table("legal_hold") as table:
        table.alter_column("about", existing_type=sa.String(length=10), nullable=False)
        for name in WORDS:
            table.alter_column(name, existing_type=sa.String(length=500), nullable=False)
    op.create_index(op.f("ix_legal_hold_tenant_id_subject"), "legal_hold", ["tenant_id", "subject"])
    _erasures()


def _erasures() -> None:
    op.create_table(
        "erasure",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("digests", Json, nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("searched_at", UtcDateTime, nullable=False),
        sa.Column("findings", Json, nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_tenant_id_at"), "erasure", ["tenant_id", "at"])
