"""Who does whose user tasks while they are away."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "handlers_0011_cover"
down_revision = "handlers_0010_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cover",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("covered_by", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("arranged_by", sa.String(length=40), nullable=False),
        sa.Column("arranged_at", UtcDateTime, nullable=False),
        sa.Column("ended_by", sa.String(length=40), nullable=True),
        sa.Column("ended_at", UtcDateTime, nullable=True),
        sa.CheckConstraint("person <> covered_by", name=op.f("ck_cover_not_oneself")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_cover_in_order")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cover")),
    )
    op.create_index(
        op.f("ix_cover_tenant_id_covered_by_ends_on"),
        "cover",
        ["tenant_id", "covered_by", "ends_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_cover_tenant_id_person_ends_on"),
        "cover",
        ["tenant_id", "person", "ends_on"],
        unique=False,
    )
