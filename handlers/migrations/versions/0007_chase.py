"""What line managers say of audits that are late halfway through their month."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "handlers_0007_chase"
down_revision = "handlers_0006_months"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "late_audit",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("auditor", sa.String(length=40), nullable=False),
        sa.Column("manager", sa.String(length=40), nullable=True),
        sa.Column("asked_at", UtcDateTime, nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("support", Json, nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("absent", sa.Boolean(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.String(length=40), nullable=True),
        sa.Column("answered_at", UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "audit_id", name=op.f("pk_late_audit")),
    )
    op.create_index(
        op.f("ix_late_audit_tenant_id_month"), "late_audit", ["tenant_id", "month"], unique=False
    )
