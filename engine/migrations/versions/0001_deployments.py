"""Deployments: bundles, their files and processes."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "0001_deployments"
down_revision = None
branch_labels = ("engine",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deployment",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("deployed_by", sa.String(length=100), nullable=False),
        sa.Column("deployed_at", UtcDateTime, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("bank_holidays", Json, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_deployment")),
        sa.UniqueConstraint("tenant_id", "digest", name=op.f("uq_deployment_tenant_id_digest")),
        sa.UniqueConstraint(
            "tenant_id", "key", "version", name=op.f("uq_deployment_tenant_id_key_version")
        ),
    )
    op.create_index(
        "ix_deployment_active",
        "deployment",
        ["tenant_id", "key"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )
    op.create_table(
        "deployment_file",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "deployment_id"],
            ["deployment.tenant_id", "deployment.id"],
            name=op.f("fk_deployment_file_tenant_id_deployment_id"),
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "deployment_id", "path", name=op.f("pk_deployment_file")
        ),
    )
    op.create_table(
        "process_definition",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file", sa.String(length=300), nullable=False),
        sa.Column("start_message", sa.String(length=200), nullable=True),
        sa.Column("start_timer", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "deployment_id"],
            ["deployment.tenant_id", "deployment.id"],
            name=op.f("fk_process_definition_tenant_id_deployment_id"),
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "deployment_id", "key", name=op.f("pk_process_definition")
        ),
    )
    op.create_index("ix_process_definition_key", "process_definition", ["tenant_id", "key"])
    op.create_index(
        "ix_process_definition_start_message",
        "process_definition",
        ["tenant_id", "start_message"],
    )
