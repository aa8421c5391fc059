"""Runs of a bundle's scenarios, kept by the content they were run on."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime, partial_index
from web.runs import RUNNING


class ScenarioRun(Tenanted, Base):
    """State running, done, failed, cancelled or interrupted. `results` are those there are so far,
    of `total`: name, title, passed, step, sentence, seconds. One runs at a time.
    """

    __tablename__ = "scenario_run"
    __table_args__ = (
        Index(None, "tenant_id", "digest"),
        partial_index(
            "ix_scenario_run_running", "tenant_id", where=f"state = '{RUNNING}'", unique=True
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    begun_by: Mapped[str] = mapped_column(String(100))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20))
    total: Mapped[int] = mapped_column(Integer)
    results: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trouble: Mapped[str | None] = mapped_column(String(500))
