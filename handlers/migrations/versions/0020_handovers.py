"""Who carries on what somebody who has left had to do."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "handlers_0020_handovers"
down_revision = "handlers_0019_counts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("matter", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("found_at", UtcDateTime, nullable=False),
        sa.Column("carried_on_by", sa.String(length=40), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", UtcDateTime, nullable=True),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("activity_key", sa.String(length=300), nullable=False),
        sa.CheckConstraint("person <> carried_on_by", name=op.f("ck_handover_not_oneself")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_handover")),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", name=op.f("uq_handover_tenant_id_activity_key")
        ),
    )
    op.create_index(
        op.f("ix_handover_tenant_id_person_matter"),
        "handover",
        ["tenant_id", "person", "matter"],
        unique=False,
    )
    op.create_index(
        op.f("ix_handover_tenant_id_carried_on_by"),
        "handover",
        ["tenant_id", "carried_on_by"],
        unique=False,
    )
