"""Recommended actions: who is to do them by when, and what became of each."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "handlers_0012_actions"
down_revision = "handlers_0011_cover"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recommended_action",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("immediate", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("kept_at", UtcDateTime, nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("settled_at", UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_recommended_action")),
        sa.UniqueConstraint(
            "tenant_id",
            "audit_id",
            "stage",
            "number",
            name=op.f("uq_recommended_action_tenant_id_audit_id_stage_number"),
        ),
    )
    op.create_index(
        op.f("ix_recommended_action_tenant_id_settled_at"),
        "recommended_action",
        ["tenant_id", "settled_at"],
        unique=False,
    )
