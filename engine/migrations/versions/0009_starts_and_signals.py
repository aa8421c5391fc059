"""Several starts of a process, also by signals, and the places that wait for a signal."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "0009_starts_and_signals"
down_revision = "0008_operations"
branch_labels = None
depends_on = None

KEPT = """
INSERT INTO process_start (tenant_id, deployment_id, process_key, place, kind, name)
SELECT tenant_id, deployment_id, key, {place}, '{kind}', start_{kind}
FROM process_definition WHERE start_{kind} IS NOT NULL
"""


def upgrade() -> None:
    _starts()
    _signals()
    for place, kind in enumerate(("message", "timer")):
        op.execute(KEPT.format(place=place, kind=kind))
    op.drop_index("ix_process_definition_start_message", "process_definition")
    op.drop_column("process_definition", "start_message")
    op.drop_column("process_definition", "start_timer")


def _starts() -> None:
    op.create_table(
        "process_start",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("process_key", sa.String(length=100), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "deployment_id"],
            ["deployment.tenant_id", "deployment.id"],
            name=op.f("fk_process_start_tenant_id_deployment_id"),
        ),
        sa.PrimaryKeyConstraint(
            *("tenant_id", "deployment_id", "process_key", "place"), name=op.f("pk_process_start")
        ),
    )
    op.create_index("ix_process_start_name", "process_start", ["tenant_id", "kind", "name"])


def _signals() -> None:
    op.create_table(
        "signal_subscription",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.String(length=200), nullable=False),
        sa.Column("signal", sa.String(length=200), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "instance_id"],
            ["process_instance.tenant_id", "process_instance.id"],
            name=op.f("fk_signal_subscription_tenant_id_instance_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_signal_subscription")),
    )
    op.create_index(
        *("ix_signal_subscription_signal", "signal_subscription"),
        ["tenant_id", "signal", "instance_id"],
    )
    op.create_index(
        "ix_signal_subscription_instance", "signal_subscription", ["tenant_id", "instance_id"]
    )
