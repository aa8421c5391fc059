"""What an audit leaves behind."""

import sqlalchemy as sa
from alembic import op

from engine.database import CompressedJson, Json, UtcDateTime

revision = "handlers_0003_records"
down_revision = "handlers_0002_audits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stage_record",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("answers", CompressedJson, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("section_grades", Json, nullable=False),
        sa.Column("overall", sa.String(length=40), nullable=False),
        sa.Column("supervision", sa.String(length=40), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "stage <> 1 OR supervision IS NULL", name=op.f("ck_stage_record_no_self_grading")
        ),
        sa.CheckConstraint(
            "stage <> 2 OR supervision IS NOT NULL",
            name=op.f("ck_stage_record_reviewer_grades_supervision"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stage_record")),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", name=op.f("uq_stage_record_tenant_id_activity_key")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "audit_id",
            "stage",
            "version",
            name=op.f("uq_stage_record_tenant_id_audit_id_stage_version"),
        ),
    )
    op.create_table(
        "reflection",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("answers", CompressedJson, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reflection")),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", name=op.f("uq_reflection_tenant_id_activity_key")
        ),
    )
    op.create_index(
        op.f("ix_reflection_tenant_id_audit_id"),
        "reflection",
        ["tenant_id", "audit_id"],
        unique=False,
    )
    op.create_table(
        "difference",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("extract_value", sa.String(length=80), nullable=False),
        sa.Column("auditor_value", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_difference")),
        sa.UniqueConstraint(
            "tenant_id",
            "audit_id",
            "field",
            "activity_key",
            name=op.f("uq_difference_tenant_id_audit_id_field_activity_key"),
        ),
    )
    op.create_table(
        "moderation_record",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("overall", sa.String(length=40), nullable=True),
        sa.Column("supervision", sa.String(length=40), nullable=True),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("answers", CompressedJson, nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_moderation_record")),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", name=op.f("uq_moderation_record_tenant_id_activity_key")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "audit_id",
            "sequence",
            name=op.f("uq_moderation_record_tenant_id_audit_id_sequence"),
        ),
    )
    op.create_table(
        "distribution_record",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("variant", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("attached", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_distribution_record")),
        sa.UniqueConstraint(
            "tenant_id",
            "activity_key",
            "person_id",
            "role",
            name=op.f("uq_distribution_record_tenant_id_activity_key_person_id_role"),
        ),
    )
    op.create_index(
        op.f("ix_distribution_record_tenant_id_audit_id"),
        "distribution_record",
        ["tenant_id", "audit_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_distribution_record_tenant_id_document_id"),
        "distribution_record",
        ["tenant_id", "document_id"],
        unique=False,
    )
