"""What an audit sets off beside itself."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "handlers_0004_follow_ups"
down_revision = "handlers_0003_records"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "follow_up",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=True),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("raised_by", sa.String(length=40), nullable=True),
        sa.Column("owner", sa.String(length=40), nullable=True),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        sa.Column("opened_at", UtcDateTime, nullable=False),
        sa.Column("acknowledged_at", UtcDateTime, nullable=True),
        sa.Column("told_at", UtcDateTime, nullable=True),
        sa.Column("acted_at", UtcDateTime, nullable=True),
        sa.Column("escalated_at", UtcDateTime, nullable=True),
        sa.Column("closed_at", UtcDateTime, nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", name=op.f("uq_follow_up_tenant_id_activity_key")
        ),
    )
    op.create_index(
        op.f("ix_follow_up_tenant_id_audit_id"),
        "follow_up",
        ["tenant_id", "audit_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_follow_up_tenant_id_opened_at"),
        "follow_up",
        ["tenant_id", "opened_at"],
        unique=False,
    )
