"""Indexes for the list of instances; workers that report, and figures taken over time."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "0020_watch"
down_revision = "0019_jobs_again"
branch_labels = None
depends_on = None

LISTED = ["started_at", "id", "status", "process_key", "business_key", "cohort", "deployment_id"]


def upgrade() -> None:
    op.create_index("ix_process_instance_listed", "process_instance", ["tenant_id", *LISTED])
    waiting = sa.text("state = 'open'")
    op.create_index(
        "ix_user_task_due",
        "user_task",
        ["tenant_id", "sort_at", "instance_id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    _workers()
    _measurements()


def _workers() -> None:
    op.create_table(
        "worker",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("host", sa.String(length=200), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sa.Column("told_at", UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_worker")),
    )


def _measurements() -> None:
    op.create_table(
        "measurement",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("hour", UtcDateTime, nullable=False),
        sa.Column("taken_at", UtcDateTime, nullable=False),
        sa.Column("processes", Json, nullable=False),
        sa.Column("exceptions", Json, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "hour", name=op.f("pk_measurement")),
    )
