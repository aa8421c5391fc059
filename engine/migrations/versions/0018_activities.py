"""What instances pass through: a row for each passage, and the figures of those that are over."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "0018_activities"
down_revision = "0017_queues"
branch_labels = None
depends_on = None

GOING_ON = sa.text("ended_at IS NULL")
UNCOUNTED = sa.text("ended_at IS NOT NULL AND NOT counted")
# What was passed through before is in the history: a line when it was reached, one when it ended.
FROM_HISTORY = """
INSERT INTO activity_instance (tenant_id, instance_id, id, deployment_id, process_key, element_id,
    type, reached_at, due_at, ended_at, outcome, counted)
SELECT i.tenant_id, i.id, r.task_id, i.deployment_id, i.process_key, MIN(r.element_id),
    MIN(r.type), MIN(r.at), MIN(t.due_at), MAX(e.at), MAX(e.kind), :no
FROM history r
JOIN process_instance i ON i.tenant_id = r.tenant_id AND i.id = r.instance_id
LEFT JOIN history e ON e.tenant_id = r.tenant_id AND e.instance_id = r.instance_id
    AND e.task_id = r.task_id AND e.kind IN ('completed', 'cancelled')
LEFT JOIN user_task t ON t.tenant_id = r.tenant_id AND t.id = r.task_id
WHERE r.kind = 'reached' AND r.task_id IS NOT NULL AND r.type IS NOT NULL
GROUP BY i.tenant_id, i.id, r.task_id, i.deployment_id, i.process_key
"""
THEMSELVES = """
INSERT INTO activity_instance (tenant_id, instance_id, id, deployment_id, process_key, element_id,
    type, reached_at, due_at, ended_at, outcome, counted)
SELECT tenant_id, id, id, deployment_id, process_key, process_key, 'process', started_at, NULL,
    ended_at, CASE WHEN ended_at IS NULL THEN NULL WHEN status = 'completed' THEN 'completed'
    ELSE 'cancelled' END, :no
FROM process_instance
"""


def upgrade() -> None:
    _passages()
    _figures()
    op.create_index("ix_mail_instance", "mail", ["tenant_id", "instance_id", "created_at"])
    for statement in (FROM_HISTORY, THEMSELVES):
        op.get_bind().execute(sa.text(statement), {"no": False})


def _passages() -> None:
    op.create_table(
        "activity_instance",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("instance_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("process_key", sa.String(length=100), nullable=False),
        sa.Column("element_id", sa.String(length=200), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("reached_at", UtcDateTime, nullable=False),
        sa.Column("due_at", UtcDateTime, nullable=True),
        sa.Column("ended_at", UtcDateTime, nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "instance_id"],
            ["process_instance.tenant_id", "process_instance.id"],
            name=op.f("fk_activity_instance_tenant_id_instance_id"),
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "instance_id", "id", name=op.f("pk_activity_instance")
        ),
    )
    where = ["tenant_id", "process_key", "element_id", "deployment_id", "due_at", "reached_at"]
    _partial("ix_activity_instance_open", where, GOING_ON)
    ended = ["tenant_id", "process_key", "ended_at"]
    _partial("ix_activity_instance_uncounted", ended, UNCOUNTED)


def _figures() -> None:
    key = ["tenant_id", "process_key", "span", "begins", "deployment_id", "element_id"]
    op.create_table(
        "activity_figure",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("process_key", sa.String(length=100), nullable=False),
        sa.Column("span", sa.String(length=10), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("deployment_id", sa.Uuid(), nullable=False),
        sa.Column("element_id", sa.String(length=200), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "deployment_id"],
            ["deployment.tenant_id", "deployment.id"],
            name=op.f("fk_activity_figure_tenant_id_deployment_id"),
        ),
        sa.PrimaryKeyConstraint(*key, "measure", "band", name=op.f("pk_activity_figure")),
    )


def _partial(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, "activity_instance", columns, sqlite_where=where, postgresql_where=where)
