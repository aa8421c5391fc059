"""A queue that an administrator has stopped: its jobs stay where they are until it goes on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class QueuePause(Tenanted, Base):
    """While there is a row for a queue, none of its jobs is begun. `reason` is an
    administrator's words: no case content."""

    __tablename__ = "queue_pause"

    queue: Mapped[str] = mapped_column(String(20), primary_key=True)
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str]
