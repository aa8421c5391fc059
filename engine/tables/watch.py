"""Who works, heard of every half minute; and how much of everything there was, hour by hour."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Worker(Tenanted, Base):
    """A process that runs jobs. The row goes when it stops in order; one that is not `seen_at` for
    minutes is gone. `told_at` is when somebody was told of that."""

    __tablename__ = "worker"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(200))
    pid: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Measurement(Tenanted, Base):
    """How much there was when it was taken, the last time in the hour that begins at `hour`.

    `processes` has the number of instances by status, by process; `exceptions` how many there
    were of each kind of engine.queries.health.Exceptions.
    """

    __tablename__ = "measurement"

    hour: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    processes: Mapped[dict[str, dict[str, int]]] = mapped_column(Json)
    exceptions: Mapped[dict[str, Any]] = mapped_column(Json)
