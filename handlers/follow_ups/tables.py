"""A follow-up: which audit it came from, how far it is, and when it was taken up. No words."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, Index, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class FollowUp(Tenanted, Base):
    """`kind` is concern, inadequate_critical or improvement; `owner` is who has to act.

    `withheld` keeps it from the auditor and from printed forms: it is about them. `level` is the
    level of practice last noted, a grade; `outcome` a code, once it is closed.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        Unique("tenant_id", "activity_key"),
        Index(None, "tenant_id", "audit_id"),
        Index(None, "tenant_id", "opened_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    audit_id: Mapped[UUID | None] = mapped_column()
    instance_id: Mapped[UUID] = mapped_column()
    kind: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(20))
    raised_by: Mapped[str | None] = mapped_column(String(40))
    owner: Mapped[str | None] = mapped_column(String(40))
    withheld: Mapped[bool] = mapped_column(Boolean)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    escalated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    level: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[str | None] = mapped_column(String(40))
    activity_key: Mapped[str] = mapped_column(String(200))
