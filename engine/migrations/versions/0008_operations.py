"""Operations by hand, with what is needed to take them back."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "0008_operations"
down_revision = "0007_offers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operation",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", Json, nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("history_seq", sa.Integer(), nullable=False),
        sa.Column("final", sa.String(), nullable=False),
        sa.Column("undone_at", UtcDateTime, nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "instance_id"],
            ["process_instance.tenant_id", "process_instance.id"],
            name=op.f("fk_operation_tenant_id_instance_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_operation")),
    )
    op.create_index("ix_operation_instance", "operation", ["tenant_id", "instance_id", "at"])
