"""The user task: the row a person sees in the inbox."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime, Values, partial_index

OPEN = "state = 'open'"
MINE = "state = 'open' AND assignee IS NOT NULL"
FREE = "state = 'open' AND assignee IS NULL"
NO_DUE = datetime(9999, 12, 31, tzinfo=UTC)


class UserTask(Tenanted, Base):
    """Work for a person. `id` is the position's in the instance.

    `details` holds sections, context, reviews and texts as the diagram gave them. `sort_at` is the
    due instant, or NO_DUE, so that an index gives the order of the inbox. `version` is counted up
    by every change; a page shows it and sends it back as `seen`.
    """

    __tablename__ = "user_task"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID]
    deployment_id: Mapped[UUID]
    process_key: Mapped[str] = mapped_column(String(100))
    business_key: Mapped[str | None] = mapped_column(String(200))
    element_id: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300))
    lane: Mapped[str | None] = mapped_column(String(200))
    assignee: Mapped[str | None] = mapped_column(String(100))
    candidate_group: Mapped[str | None] = mapped_column(String(100))
    form: Mapped[str | None] = mapped_column(String(200))
    details: Mapped[dict[str, Any]] = mapped_column(Values)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sort_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(20))
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    completed_by: Mapped[str | None] = mapped_column(String(100))

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
        # Beside the order of the inbox, in which instances somebody's are.
        partial_index(
            "ix_user_task_mine",
            *("tenant_id", "assignee", "sort_at", "id", "instance_id"),
            where=MINE,
        ),
        partial_index(
            "ix_user_task_group",
            *("tenant_id", "candidate_group", "sort_at", "id", "instance_id"),
            where=FREE,
        ),
        partial_index("ix_user_task_due", "tenant_id", "sort_at", "instance_id", where=OPEN),
        # In which instances somebody has, or had, something to do.
        Index("ix_user_task_assignee", "tenant_id", "assignee", "form", "instance_id"),
        Index("ix_user_task_completed_by", "tenant_id", "completed_by", "instance_id"),
        Index("ix_user_task_instance", "tenant_id", "instance_id"),
    )
