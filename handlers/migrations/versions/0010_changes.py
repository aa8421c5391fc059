"""What was recorded on the child's file, and what changed in an audit after its draw."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "handlers_0010_changes"
down_revision = "handlers_0009_absences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recording",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_recording")),
        sa.UniqueConstraint(
            "tenant_id",
            "activity_key",
            "what",
            name=op.f("uq_recording_tenant_id_activity_key_what"),
        ),
    )
    op.create_index(op.f("ix_recording_tenant_id_audit_id"), "recording", ["tenant_id", "audit_id"])
    op.create_table(
        "audit_change",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=False),
        sa.Column("after", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_audit_change")),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", name=op.f("uq_audit_change_tenant_id_activity_key")
        ),
    )
    op.create_index(
        op.f("ix_audit_change_tenant_id_audit_id"), "audit_change", ["tenant_id", "audit_id"]
    )
