"""A look at every chain of seals: how far it has got, and what does not hold."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Verification(Tenanted, Base):
    """Worked on by jobs, some instances at a time: `after` is the last of them. `broken` is a list
    of {instance, business_key, line, sentence}; `head` is the end of the audit log that was seen.
    """

    __tablename__ = "verification"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    begun_by: Mapped[str] = mapped_column(String(100))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    after: Mapped[UUID | None]
    instances: Mapped[int]
    lines: Mapped[int]
    broken: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    head: Mapped[str] = mapped_column(String(100))

    __table_args__ = (Index("ix_verification_begun", "tenant_id", "begun_at"),)
