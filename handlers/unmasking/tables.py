"""Who saw what people wrote in an instance, why, and for how long they could."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Unmasking(Tenanted, Base):
    """For one person and one instance, until `until` or `ended_at`. `told` are the people who got
    a letter about it."""

    __tablename__ = "unmasking"
    __table_args__ = (
        Index(None, "tenant_id", "instance_id", "at"),
        Index(None, "tenant_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    instance_id: Mapped[UUID]
    business_key: Mapped[str | None] = mapped_column(String(200))
    by: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told: Mapped[list[str]] = mapped_column(Json)

    def open(self, now: datetime) -> bool:
        """Whether content may be seen now."""
        return self.ended_at is None and now < self.until
