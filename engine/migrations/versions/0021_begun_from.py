"""Which instance began another one, where one did."""

import sqlalchemy as sa
from alembic import op

revision = "0021_begun_from"
down_revision = "0020_watch"
branch_labels = None
depends_on = None

BY_ANOTHER = sa.text("begun_from IS NOT NULL")


def upgrade() -> None:
    op.add_column("process_instance", sa.Column("begun_from", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_process_instance_begun_from", "process_instance", ["tenant_id", "begun_from"],
        sqlite_where=BY_ANOTHER, postgresql_where=BY_ANOTHER,
    )  # fmt: skip
