"""Staff, teams, absences and the caseload."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json

revision = "handlers_0001_directory"
down_revision = None
branch_labels = ("handlers",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "team",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.Column("service_manager", sa.String(length=40), nullable=True),
        sa.Column("in_programme", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_team")),
    )
    op.create_table(
        "person",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=True),
        sa.Column("line_manager", sa.String(length=40), nullable=True),
        sa.Column("working_week", Json, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_person")),
    )
    op.create_table(
        "person_role",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint(
            "tenant_id", "person_id", "role", "scope", name=op.f("pk_person_role")
        ),
    )
    op.create_index(
        op.f("ix_person_role_tenant_id_role_scope"),
        "person_role",
        ["tenant_id", "role", "scope"],
        unique=False,
    )
    op.create_table(
        "absence",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("seconded_to", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint(
            "tenant_id", "person_id", "reason", "starts_on", name=op.f("pk_absence")
        ),
    )
    op.create_table(
        "child_case",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("initials", sa.String(length=6), nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("social_worker", sa.String(length=40), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("allocated_on", sa.Date(), nullable=True),
        sa.Column("child_in_need", sa.Boolean(), nullable=False),
        sa.Column("child_protection", sa.Boolean(), nullable=False),
        sa.Column("in_care", sa.Boolean(), nullable=False),
        sa.Column("care_leaver", sa.Boolean(), nullable=False),
        sa.Column("iro", sa.String(length=40), nullable=True),
        sa.Column("cp_chair", sa.String(length=40), nullable=True),
        sa.Column("family_id", sa.String(length=40), nullable=True),
        sa.Column("previous_workers", Json, nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("last_audited_on", sa.Date(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_child_case")),
    )
    op.create_index(
        op.f("ix_child_case_tenant_id_team_id_is_open"),
        "child_case",
        ["tenant_id", "team_id", "is_open"],
        unique=False,
    )
