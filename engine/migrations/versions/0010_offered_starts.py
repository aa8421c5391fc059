"""Processes that people may start, of every deployment, and what a person has sent."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json

revision = "0010_offered_starts"
down_revision = "0009_starts_and_signals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offered_start",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("process_key", sa.String(length=100), nullable=False),
        sa.Column("element_id", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("hint", sa.String(length=1000), nullable=False),
        sa.Column("people", Json, nullable=False),
        sa.Column("groups", Json, nullable=False),
        sa.Column("form", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "deployment_id"],
            ["deployment.tenant_id", "deployment.id"],
            name=op.f("fk_offered_start_tenant_id_deployment_id"),
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "deployment_id", "process_key", name=op.f("pk_offered_start")
        ),
    )
    sent = sa.text("user_task_id IS NULL")
    op.create_index(
        "ix_submission_sent",
        "submission",
        ["tenant_id", "by", "at"],
        sqlite_where=sent,
        postgresql_where=sent,
    )
