"""Plays by hand: what each began with, and what was done in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Play(Tenanted, Base):
    """`process` begins at `at` with `variables`; `steps` are those of engine/rehearsal/README.md.

    Values are encoded (engine.values). `digest` is the content it was last played on, at
    `played_at`.
    """

    __tablename__ = "studio_play"
    __table_args__ = (Index(None, "tenant_id", "change_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    begun_by: Mapped[str] = mapped_column(String(100))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    change_id: Mapped[UUID]
    process: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    variables: Mapped[dict[str, Any]] = mapped_column(Json)
    steps: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    played_at: Mapped[datetime] = mapped_column(UtcDateTime)
    digest: Mapped[str] = mapped_column(String(64))
