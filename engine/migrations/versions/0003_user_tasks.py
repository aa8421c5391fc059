"""User tasks, drafts and submissions."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "0003_user_tasks"
down_revision = "0002_instances"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "user_task",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("process_key", sa.String(length=100), nullable=False),
        sa.Column("business_key", sa.String(length=200), nullable=True),
        sa.Column("element_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("lane", sa.String(length=200), nullable=True),
        sa.Column("assignee", sa.String(length=100), nullable=True),
        sa.Column("candidate_group", sa.String(length=100), nullable=True),
        sa.Column("form", sa.String(length=200), nullable=True),
        sa.Column("details", Json, nullable=False),
        sa.Column("due_at", UtcDateTime, nullable=True),
        sa.Column("sort_at", UtcDateTime, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("completed_at", UtcDateTime, nullable=True),
        sa.Column("completed_by", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "instance_id"],
            ["process_instance.tenant_id", "process_instance.id"],
            name=op.f("fk_user_task_tenant_id_instance_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_user_task")),
    )
    op.create_index(
        "ix_user_task_group",
        "user_task",
        ["tenant_id", "candidate_group", "sort_at", "id"],
        sqlite_where=sa.text("state = 'open' AND assignee IS NULL"),
        postgresql_where=sa.text("state = 'open' AND assignee IS NULL"),
    )
    op.create_index("ix_user_task_instance", "user_task", ["tenant_id", "instance_id"])
    op.create_index(
        "ix_user_task_mine",
        "user_task",
        ["tenant_id", "assignee", "sort_at", "id"],
        sqlite_where=sa.text("state = 'open' AND assignee IS NOT NULL"),
        postgresql_where=sa.text("state = 'open' AND assignee IS NOT NULL"),
    )
    op.create_table(
        "draft",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("user_task_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "user_task_id"],
            ["user_task.tenant_id", "user_task.id"],
            name=op.f("fk_draft_tenant_id_user_task_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "user_task_id", "person", name=op.f("pk_draft")),
    )
    op.create_table(
        "submission",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_task_id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=200), nullable=True),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "user_task_id"],
            ["user_task.tenant_id", "user_task.id"],
            name=op.f("fk_submission_tenant_id_user_task_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_submission")),
    )
    op.create_index("ix_submission_instance", "submission", ["tenant_id", "instance_id"])
    op.create_index("ix_submission_user_task", "submission", ["tenant_id", "user_task_id"])
