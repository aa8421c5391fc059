"""How many records are past their time, as the worker counted them last."""

import sqlalchemy as sa
from alembic import op

from engine.database import Json, UtcDateTime

revision = "handlers_0019_counts"
down_revision = "handlers_0018_closed_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retention_count",
        sa.Column("tenant_id", sa.String(length=40), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("counted_at", UtcDateTime, nullable=True),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("counts", Json, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_retention_count")),
    )
