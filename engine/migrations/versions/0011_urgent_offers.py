"""Offers that are shown before all else."""

import sqlalchemy as sa
from alembic import op

revision = "0011_urgent_offers"
down_revision = "0010_offered_starts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "offer", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false())
    )
