"""The simulations that were begun, with what they came to."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime, partial_index
from web.runs import RUNNING, WAITING


class Simulation(Tenanted, Base):
    """State waiting, running, done, failed, cancelled or interrupted. `day` is the day it has
    reached, between `first_day` and `last_day`; `seen_at` when that was last heard.

    With `change_id` it is one of two with the same `beside`: of a change, where `digest` is what
    was simulated of it, and of the version in force, where `digest` is None. The second waits.
    One runs, and one waits, at a time.
    """

    __tablename__ = "simulation"
    __table_args__ = (
        Index(None, "tenant_id", "begun_at"),
        *(
            partial_index(
                f"ix_simulation_{state}", "tenant_id", where=f"state = '{state}'", unique=True
            )
            for state in (RUNNING, WAITING)
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    begun_by: Mapped[str] = mapped_column(String(100))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    bundle: Mapped[str] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)
    month: Mapped[str] = mapped_column(String(7))
    months: Mapped[int] = mapped_column(Integer)
    profile: Mapped[str] = mapped_column(String(20))
    seed: Mapped[int] = mapped_column(Integer)
    behaviour: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20))
    day: Mapped[str | None] = mapped_column(String(10))
    first_day: Mapped[str | None] = mapped_column(String(10))
    last_day: Mapped[str | None] = mapped_column(String(10))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trouble: Mapped[str | None] = mapped_column(String(500))
    figures: Mapped[dict[str, Any] | None] = mapped_column(Json)
    change_id: Mapped[UUID | None]
    beside: Mapped[UUID | None]
    digest: Mapped[str | None] = mapped_column(String(64))
