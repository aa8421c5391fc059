"""An incident of no instance can be tried again in a batch."""

import sqlalchemy as sa
from alembic import op

revision = "0031_items_alone"
down_revision = "0030_due_jobs_by_kind"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("batch_item") as table:
        table.alter_column("instance_id", existing_type=sa.Uuid(), nullable=True)
