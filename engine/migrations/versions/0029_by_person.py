"""The instances somebody has something to do in are found by the person; letters in order again."""

from alembic import op

revision = "0029_by_person"
down_revision = "0028_letters_in_order"
branch_labels = None
depends_on = None

USER_TASK = {
    "ix_user_task_assignee": ["tenant_id", "assignee", "form", "instance_id"],
    "ix_user_task_completed_by": ["tenant_id", "completed_by", "instance_id"],
}
MAIL = {
    "ix_mail_instance": ["tenant_id", "instance_id", "created_at", "id"],
    "ix_mail_business_key": ["tenant_id", "business_key", "created_at", "id"],
}


def upgrade() -> None:
    for name, columns in USER_TASK.items():
        op.create_index(name, "user_task", columns)
    for name, columns in MAIL.items():
        op.drop_index(name, "mail")
        op.create_index(name, "mail", columns)
