"""Batches of operations by hand; incidents by cause, with who looks after them and notes."""

import sqlalchemy as sa
from alembic import op

from engine.causes import cause_of
from engine.database import Json, UtcDateTime, Values

revision = "0016_batches"
down_revision = "0015_start_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _batches()
    _causes()
    op.create_table(
        "incident_care",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "cause", name=op.f("pk_incident_care")),
    )
    op.create_table(
        "incident_note",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_incident_note")),
    )
    op.create_index("ix_incident_note_cause", "incident_note", ["tenant_id", "cause", "at"])


def _batches() -> None:
    op.create_table(
        "batch",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("act", Values, nullable=False),
        sa.Column("selection", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("told", Json, nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("retry_of", sa.Uuid(), nullable=True),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("begun_by", sa.String(length=100), nullable=True),
        sa.Column("begun_at", UtcDateTime, nullable=True),
        sa.Column("ended_by", sa.String(length=100), nullable=True),
        sa.Column("ended_at", UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_batch")),
    )
    op.create_index("ix_batch_at", "batch", ["tenant_id", "at"])
    op.create_table(
        "batch_item",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=True),
        sa.Column("business_key", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=True),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("told", Json, nullable=False),
        sa.Column("at", UtcDateTime, nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "batch_id"],
            ["batch.tenant_id", "batch.id"],
            name=op.f("fk_batch_item_tenant_id_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "instance_id"],
            ["process_instance.tenant_id", "process_instance.id"],
            name=op.f("fk_batch_item_tenant_id_instance_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "batch_id", "number", name=op.f("pk_batch_item")),
    )
    op.create_index(
        "ix_batch_item_state", "batch_item", ["tenant_id", "batch_id", "state", "number"]
    )
    op.create_index("ix_batch_item_instance", "batch_item", ["tenant_id", "instance_id"])


def _causes() -> None:
    op.add_column("incident", sa.Column("last_at", UtcDateTime, nullable=True))
    op.add_column("incident", sa.Column("process_key", sa.String(length=100), nullable=True))
    op.add_column("incident", sa.Column("cause", sa.String(length=16), nullable=True))
    _fill(op.get_bind())
    with op.batch_alter_table("incident") as incident:
        incident.alter_column("last_at", existing_type=UtcDateTime(), nullable=False)
        incident.alter_column("cause", existing_type=sa.String(length=16), nullable=False)
    partial = sa.text("state = 'open'")
    op.create_index(
        "ix_incident_cause_open",
        "incident",
        ["tenant_id", "cause"],
        sqlite_where=partial,
        postgresql_where=partial,
    )
    op.create_index("ix_incident_cause", "incident", ["tenant_id", "cause", "created_at"])


def _fill(connection: sa.Connection) -> None:
    incident = sa.table(
        "incident", *(sa.column(name) for name in ("tenant_id", "id", "instance_id", "kind",
        "element_id", "sentence", "created_at", "last_at", "process_key", "cause"))
    )  # fmt: skip
    instance = sa.table(
        "process_instance", *(sa.column(name) for name in ("tenant_id", "id", "process_key"))
    )
    same = (instance.c.tenant_id == incident.c.tenant_id) & (
        instance.c.id == incident.c.instance_id
    )
    key = sa.select(instance.c.process_key).where(same).scalar_subquery()
    connection.execute(sa.update(incident).values(last_at=incident.c.created_at, process_key=key))
    alike = [incident.c[name] for name in ("process_key", "kind", "element_id", "sentence")]
    for row in connection.execute(sa.select(*alike).distinct()).all():
        which = (a.is_not_distinct_from(b) for a, b in zip(alike, row, strict=True))
        connection.execute(sa.update(incident).where(*which).values(cause=cause_of(*row)))
