"""Approvals, releases and rollouts; a digest may come into force again as another version."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "0013_releases"
down_revision = "0012_changes"
branch_labels = None
depends_on = None

NOW_IN_FORCE = sa.text("active")
OPEN = sa.text("state = 'open'")
UNDER_WAY = sa.text("state IN ('waiting', 'trial')")


def upgrade() -> None:
    op.drop_index("ix_deployment_active", "deployment")
    with op.batch_alter_table("deployment") as deployment:
        deployment.add_column(sa.Column("rollout_id", sa.Uuid(), nullable=True))
        deployment.drop_constraint(op.f("uq_deployment_tenant_id_digest"), type_="unique")
    op.create_index(
        "ix_deployment_active", "deployment", ["tenant_id", "key"], unique=True,
        sqlite_where=NOW_IN_FORCE, postgresql_where=NOW_IN_FORCE,
    )  # fmt: skip
    op.create_index("ix_deployment_digest", "deployment", ["tenant_id", "digest"])
    op.add_column("process_instance", sa.Column("cohort", sa.String(100), nullable=True))
    _approvals()
    _releases()
    _carry_overs()


def _approvals() -> None:
    op.create_table(
        "approval",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bundle_key", sa.String(length=100), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("against", sa.Uuid(), nullable=True),
        sa.Column("asked_by", sa.String(length=100), nullable=False),
        sa.Column("asked_at", UtcDateTime, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("emergency", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        _points_to("approval", "change_id", "change"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_approval")),
        sa.UniqueConstraint(
            "tenant_id", "change_id", "number", name=op.f("uq_approval_tenant_id_change_id_number")
        ),
    )
    op.create_index("ix_approval_digest", "approval", ["tenant_id", "digest"])
    op.create_index(
        "ix_approval_open", "approval", ["tenant_id", "change_id"], unique=True,
        sqlite_where=OPEN, postgresql_where=OPEN,
    )  # fmt: skip
    op.create_table(
        "approval_part",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        _points_to("approval_part", "approval_id", "approval"),
        sa.PrimaryKeyConstraint(
            "tenant_id", "approval_id", "person", name=op.f("pk_approval_part")
        ),
    )


def _releases() -> None:
    op.create_table(
        "bundle_release",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bundle_key", sa.String(length=100), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("before_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("back_to", sa.Integer(), nullable=True),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.Column("approval_id", sa.Uuid(), nullable=True),
        sa.Column("authors", Json, nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("emergency", sa.String(), nullable=False),
        sa.Column("sentences", Json, nullable=False),
        sa.Column("running", Json, nullable=False),
        sa.Column("rollout", sa.String(length=20), nullable=False),
        sa.Column("starts_at", UtcDateTime, nullable=True),
        sa.Column("variable", sa.String(length=100), nullable=False),
        sa.Column("grouping", sa.String(length=100), nullable=False),
        sa.Column("groups", Json, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("ended_at", UtcDateTime, nullable=True),
        sa.Column("ended_by", sa.String(length=100), nullable=True),
        _points_to("bundle_release", "deployment_id", "deployment"),
        _points_to("bundle_release", "before_id", "deployment"),
        _points_to("bundle_release", "approval_id", "approval"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_bundle_release")),
        sa.UniqueConstraint(
            "tenant_id", "deployment_id", name=op.f("uq_bundle_release_tenant_id_deployment_id")
        ),
    )
    op.create_index(
        "ix_bundle_release_open", "bundle_release", ["tenant_id", "bundle_key"], unique=True,
        sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY,
    )  # fmt: skip


def _carry_overs() -> None:
    op.create_table(
        "carry_over",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        _points_to("carry_over", "deployment_id", "deployment"),
        _points_to("carry_over", "instance_id", "process_instance"),
        sa.PrimaryKeyConstraint(
            "tenant_id", "deployment_id", "instance_id", name=op.f("pk_carry_over")
        ),
    )


def _points_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{other}.tenant_id", f"{other}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )
