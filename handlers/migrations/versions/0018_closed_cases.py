"""When a case was first missing from the extract."""

import sqlalchemy as sa
from alembic import op

revision = "handlers_0018_closed_cases"
down_revision = "handlers_0017_sent_to"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("child_case", sa.Column("closed_on", sa.Date(), nullable=True))
