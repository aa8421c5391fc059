"""Audits and the draw they come from."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "handlers_0002_audits"
down_revision = "handlers_0001_directory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draw",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("log", Json, nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "month", name=op.f("pk_draw")),
    )
    op.create_table(
        "audit",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("case_id", sa.String(length=20), nullable=False),
        sa.Column("auditor", sa.String(length=40), nullable=False),
        sa.Column("reviewer", sa.String(length=40), nullable=True),
        sa.Column("social_worker", sa.String(length=40), nullable=True),
        sa.Column("service_manager", sa.String(length=40), nullable=True),
        sa.Column("officer", sa.String(length=40), nullable=True),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("issued_at", UtcDateTime, nullable=True),
        sa.Column("concluded_at", UtcDateTime, nullable=True),
        sa.Column("final_overall", sa.String(length=40), nullable=True),
        sa.Column("final_supervision", sa.String(length=40), nullable=True),
        sa.Column("instance_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("officer <> reviewer", name=op.f("ck_audit_officer_not_reviewer")),
        sa.CheckConstraint("reviewer <> auditor", name=op.f("ck_audit_reviewer_not_auditor")),
        sa.CheckConstraint(
            "reviewer <> service_manager", name=op.f("ck_audit_reviewer_not_service_manager")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_audit")),
        sa.UniqueConstraint(
            "tenant_id", "month", "auditor", name=op.f("uq_audit_tenant_id_month_auditor")
        ),
        sa.UniqueConstraint("tenant_id", "reference", name=op.f("uq_audit_tenant_id_reference")),
    )
    op.create_index(
        op.f("ix_audit_tenant_id_case_id"), "audit", ["tenant_id", "case_id"], unique=False
    )
