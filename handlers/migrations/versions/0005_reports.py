"""The figures of closed periods, what is written about them, and the packs made of them."""

import sqlalchemy as sa
from alembic import op

from engine.database import CompressedJson, UtcDateTime

revision = "handlers_0005_reports"
down_revision = "handlers_0004_follow_ups"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime, nullable=True),
        sa.Column("until", UtcDateTime, nullable=False),
        sa.Column("figures", CompressedJson, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("correction", sa.Uuid(), nullable=True),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("computed_at", UtcDateTime, nullable=False),
        sa.Column("published_at", UtcDateTime, nullable=True),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_report")),
        sa.UniqueConstraint(
            "tenant_id",
            "kind",
            "period",
            "version",
            name=op.f("uq_report_tenant_id_kind_period_version"),
        ),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", name=op.f("uq_report_tenant_id_activity_key")
        ),
    )
    op.create_table(
        "report_note",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("answers", CompressedJson, nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("activity_key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_report_note")),
        sa.UniqueConstraint(
            "tenant_id", "activity_key", name=op.f("uq_report_note_tenant_id_activity_key")
        ),
    )
    op.create_index(
        op.f("ix_report_note_tenant_id_report_id"), "report_note", ["tenant_id", "report_id"]
    )
    op.create_table(
        "report_pack",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("layout", sa.String(length=40), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_report_pack")),
        sa.UniqueConstraint(
            "tenant_id",
            "report_id",
            "layout",
            "media_type",
            name=op.f("uq_report_pack_tenant_id_report_id_layout_media_type"),
        ),
    )
