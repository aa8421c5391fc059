"""Changes: drafts of a bundle's next version, with every edit."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "0012_changes"
down_revision = "0011_urgent_offers"
branch_labels = None
depends_on = None

PERSON = sa.String(length=100)
DIGEST = sa.String(length=64)
PATH = sa.String(length=300)


def upgrade() -> None:
    _change()
    op.create_table(
        "change_content",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "digest", name=op.f("pk_change_content")),
    )
    _edit()
    _of_change(
        "change_file",
        ("path",),
        sa.Column("path", PATH, nullable=False),
        sa.Column("content", DIGEST, nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("shows", sa.Integer(), nullable=False),
    )
    _of_change(
        "change_hold",
        ("path",),
        sa.Column("path", PATH, nullable=False),
        sa.Column("by", PERSON, nullable=False),
        sa.Column("since", UtcDateTime, nullable=False),
        sa.Column("until", UtcDateTime, nullable=False),
        sa.Column("taken_from", PERSON, nullable=True),
    )


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bundle_key", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("begun_by", PERSON, nullable=False),
        sa.Column("begun_at", UtcDateTime, nullable=False),
        sa.Column("base_id", sa.Uuid(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("ended_by", PERSON, nullable=True),
        sa.Column("ended_at", UtcDateTime, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=True),
        _deployment("base_id"),
        _deployment("deployment_id"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_change")),
    )
    op.create_index("ix_change_bundle", "change", ["tenant_id", "bundle_key", "state"])


def _edit() -> None:
    _of_change(
        "change_edit",
        ("number", "path"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("path", PATH, nullable=False),
        sa.Column("by", PERSON, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("content", DIGEST, nullable=True),
        sa.Column("follows", sa.Integer(), nullable=False),
        sa.Column("shows", sa.Integer(), nullable=False),
        sa.Column("aside", sa.Boolean(), nullable=False),
        sa.Column("settled_by", PERSON, nullable=True),
    )


def _deployment(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        ["deployment.tenant_id", "deployment.id"],
        name=op.f(f"fk_change_tenant_id_{column}"),
    )


def _of_change(name: str, keys: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["tenant_id", "change_id"],
            ["change.tenant_id", "change.id"],
            name=op.f(f"fk_{name}_tenant_id_change_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "change_id", *keys, name=op.f(f"pk_{name}")),
    )
