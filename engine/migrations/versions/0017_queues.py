"""Paused queues, letters refused or given up, and the indexes the queues are looked at by."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "0017_queues"
down_revision = "0016_batches"
branch_labels = None
depends_on = None

NOT_ARRIVED = "state IN ('queued', 'sending', 'refused', 'gave_up')"
HELD = "state IN ('incident', 'suspended')"
# Until now both were "failed"; what made a letter hopeless at once began with one of these.
REFUSED = ("The mail server refused", "Letters may not go", "The recipient's address")


def upgrade() -> None:
    op.create_table(
        "queue_pause",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("queue", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "queue", name=op.f("pk_queue_pause")),
    )
    mail = sa.table("mail", sa.column("state"), sa.column("answer"))
    refused = sa.or_(*(mail.c.answer.startswith(text) for text in REFUSED))
    failed = sa.update(mail).where(mail.c.state == "failed")
    op.execute(failed.where(refused).values(state="refused"))
    op.execute(failed.values(state="gave_up"))
    for name, table, columns, where in (
        ("ix_mail_not_arrived", "mail", ["tenant_id", "created_at", "id"], NOT_ARRIVED),
        ("ix_job_held", "job", ["tenant_id", "due_at", "id"], HELD),
    ):
        condition = sa.text(where)
        op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
    op.create_index("ix_audit_log_about", "audit_log", ["tenant_id", "about", "seq"])
    op.create_index("ix_audit_log_by", "audit_log", ["tenant_id", "by", "seq"])
