"""Roles and people by hand: from a day to a day, and kept whatever the extract says."""

import sqlalchemy as sa
from alembic import op

from engine.database import UtcDateTime

revision = "handlers_0013_appointments"
down_revision = "handlers_0012_actions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("given_by", sa.String(length=100), nullable=False),
        sa.Column("given_at", UtcDateTime, nullable=False),
        sa.Column("ended_by", sa.String(length=100), nullable=True),
        sa.Column("ended_at", UtcDateTime, nullable=True),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_appointment_in_order")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_appointment")),
    )
    for columns in (["tenant_id", "person_id", "role"], ["tenant_id", "ends_on"]):
        op.create_index(op.f(f"ix_appointment_{'_'.join(columns)}"), "appointment", columns)
    op.add_column("person_role", sa.Column("appointment_id", sa.Uuid(), nullable=True))
    op.add_column("person", sa.Column("added_by", sa.String(length=100), nullable=True))
