"""Months as a whole: how far each is, what was changed by hand, what was published."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "handlers_0006_months"
down_revision = "handlers_0005_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_month",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", UtcDateTime, nullable=False),
        sa.Column("released_at", UtcDateTime, nullable=True),
        sa.Column("released_by", sa.String(length=40), nullable=True),
        sa.Column("issued_at", UtcDateTime, nullable=True),
        sa.Column("closed_at", UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "month", name=op.f("pk_audit_month")),
    )
    op.create_table(
        "list_change",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("change", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=True),
        sa.Column("after", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_list_change")),
    )
    op.create_index(op.f("ix_list_change_tenant_id_month"), "list_change", ["tenant_id", "month"])
    op.create_table(
        "published_list",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rows", Json, nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_published_list")),
        sa.UniqueConstraint(
            "tenant_id",
            "month",
            "version",
            name=op.f("uq_published_list_tenant_id_month_version"),
        ),
    )
    op.create_table(
        "extract_import",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("files", Json, nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_extract_import")),
    )
    op.create_index(op.f("ix_extract_import_tenant_id_at"), "extract_import", ["tenant_id", "at"])
    with op.batch_alter_table("audit") as audit:
        audit.drop_constraint(op.f("uq_audit_tenant_id_month_auditor"), type_="unique")
        audit.add_column(sa.Column("overdue_at", UtcDateTime, nullable=True))
    op.create_index(
        op.f("ix_audit_tenant_id_month_auditor"), "audit", ["tenant_id", "month", "auditor"]
    )
