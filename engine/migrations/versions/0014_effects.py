"""What instances are told from outside, and what is found out about a change."""

import sqlalchemy as sa
from alembic import op

from engine.database import CompressedJson, UtcDateTime

revision = "0014_effects"
down_revision = "0013_releases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "instance_input",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("entries", CompressedJson, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "instance_id"],
            ["process_instance.tenant_id", "process_instance.id"],
            name=op.f("fk_instance_input_tenant_id_instance_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_instance_input")),
    )
    op.create_index("ix_instance_input_instance", "instance_input", ["tenant_id", "instance_id"])
    op.create_table(
        "change_effect",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("begun_by", sa.String(length=100), nullable=False),
        sa.Column("begun_at", UtcDateTime, nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sa.Column("ended_at", UtcDateTime, nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("result", CompressedJson, nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "change_id"],
            ["change.tenant_id", "change.id"],
            name=op.f("fk_change_effect_tenant_id_change_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_change_effect")),
    )
    op.create_index(
        "ix_change_effect_change", "change_effect", ["tenant_id", "change_id", "kind", "begun_at"]
    )
