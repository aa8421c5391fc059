"""Letters are read in the order of their list: all, those of a kind, and those to one person."""

import sqlalchemy as sa
from alembic import op

revision = "0028_letters_in_order"
down_revision = "0027_incidents_of_a_cause"
branch_labels = None
depends_on = None

ORDER = ["created_at", "id"]
BY = {
    "ix_mail_created": ["tenant_id", *ORDER],
    "ix_mail_letter": ["tenant_id", "letter", *ORDER],
    "ix_mail_recipient": ["tenant_id", "recipient", *ORDER, "letter"],
}
NOT_ARRIVED = sa.text("state IN ('queued', 'sending', 'refused', 'gave_up')")


def upgrade() -> None:
    for name in ("ix_mail_created", "ix_mail_recipient", "ix_mail_not_arrived"):
        op.drop_index(name, "mail")
    for name, columns in BY.items():
        op.create_index(name, "mail", columns)
    op.create_index(
        "ix_mail_not_arrived", "mail", ["tenant_id", *ORDER, "state"],
        sqlite_where=NOT_ARRIVED, postgresql_where=NOT_ARRIVED,
    )  # fmt: skip
