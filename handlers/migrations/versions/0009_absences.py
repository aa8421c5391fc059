"""Absences that are reported, and the months from which somebody is excused."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "handlers_0009_absences"
down_revision = "handlers_0008_retention"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence_report",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_absence_report")),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", name=op.f("uq_absence_report_tenant_id_activity_key")
        ),
    )
    op.create_index(
        op.f("ix_absence_report_tenant_id_person_id"),
        "absence_report",
        ["tenant_id", "person_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_absence_report_tenant_id_starts_on"),
        "absence_report",
        ["tenant_id", "starts_on"],
        unique=False,
    )
    op.create_table(
        "dispensation",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", UtcDateTime, nullable=True),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_dispensation")),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", "month",
            name=op.f("uq_dispensation_tenant_id_activity_key_month"),
        ),
    )  # fmt: skip
    op.create_index(
        op.f("ix_dispensation_tenant_id_month_person_id"),
        "dispensation",
        ["tenant_id", "month", "person_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_dispensation_tenant_id_report_id"),
        "dispensation",
        ["tenant_id", "report_id"],
        unique=False,
    )
