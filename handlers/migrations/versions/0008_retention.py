"""Legal holds, disposals, the numbers left of audits; requests for what is held about somebody."""

import sqlalchemy as sa
from alembic import op

from engine.database import CompressedJson, UtcDateTime

revision = "handlers_0008_retention"
down_revision = "handlers_0007_chase"
branch_labels = None
depends_on = None


def text(name: str, length: int, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime, nullable=nullable)


def uuid(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("tenant_id", *columns, name=op.f(f"pk_{table}"))


def once(table: str) -> sa.UniqueConstraint:
    name = op.f(f"uq_{table}_tenant_id_activity_key")
    return sa.UniqueConstraint("tenant_id", "activity_key", name=name)


def upgrade() -> None:
    _holds()
    _disposals()
    _statistics()
    _requests()


def _holds() -> None:
    op.create_table(
        "legal_hold",
        text("tenant_id", 40), uuid("id"), uuid("audit_id", True), uuid("submission_id"),
        text("set_by", 40), moment("set_at"), uuid("cleared_submission_id", True),
        text("cleared_by", 40, True), moment("cleared_at", True), text("activity_key", 200),
        key("legal_hold", "id"), once("legal_hold"),
    )  # fmt: skip
    op.create_index(
        op.f("ix_legal_hold_tenant_id_audit_id"), "legal_hold", ["tenant_id", "audit_id"]
    )


def _disposals() -> None:
    op.create_table(
        "disposal",
        text("tenant_id", 40), uuid("id"), uuid("instance_id"), moment("listed_at"),
        text("approved_by", 40, True), moment("done_at", True), uuid("submission_id", True),
        text("activity_key", 200), key("disposal", "id"), once("disposal"),
    )  # fmt: skip
    op.create_table(
        "disposal_item",
        text("tenant_id", 40), uuid("disposal_id"), text("reference", 40), text("kind", 40),
        uuid("about_id"), sa.Column("ended_on", sa.Date(), nullable=False), text("state", 20),
        key("disposal_item", "disposal_id", "reference"),
    )  # fmt: skip


def _statistics() -> None:
    op.create_table(
        "audit_statistic",
        text("tenant_id", 40), uuid("id"), text("month", 7), text("area", 80),
        text("district", 80), text("category", 20), text("state", 40),
        text("auditor_grade", 40, True), text("reviewer_grade", 40, True),
        text("final_grade", 40, True), text("supervision_grade", 40, True),
        sa.Column("moderations", sa.Integer(), nullable=False),
        sa.Column("in_month", sa.Boolean(), nullable=False), key("audit_statistic", "id"),
    )  # fmt: skip
    name = op.f("ix_audit_statistic_tenant_id_month")
    op.create_index(name, "audit_statistic", ["tenant_id", "month"])


def _requests() -> None:
    op.create_table(
        "subject_search",
        text("tenant_id", 40), uuid("id"), text("reference", 40), uuid("instance_id"),
        uuid("submission_id"), text("about", 10), moment("searched_at"),
        uuid("document_id", True), moment("delivered_at", True), moment("forgotten_at", True),
        text("activity_key", 200), key("subject_search", "id"), once("subject_search"),
    )  # fmt: skip
    name = op.f("ix_subject_search_tenant_id_reference")
    op.create_index(name, "subject_search", ["tenant_id", "reference"])
    op.create_table(
        "subject_item",
        text("tenant_id", 40), uuid("search_id"),
        sa.Column("number", sa.Integer(), nullable=False), uuid("audit_id", True),
        text("kind", 20), uuid("source_id"), text("title", 300), moment("at"),
        text("decision", 20, True), sa.Column("words", CompressedJson, nullable=False),
        text("decided_by", 40, True), moment("decided_at", True),
        key("subject_item", "search_id", "number"),
    )  # fmt: skip
    name = op.f("ix_subject_item_tenant_id_audit_id")
    op.create_index(name, "subject_item", ["tenant_id", "audit_id"])
