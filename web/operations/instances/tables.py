"""Searches that somebody keeps, for themselves or for everybody who sees the list."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class SavedSearch(Tenanted, Base):
    """`filters` are the arguments of the list's address. `shared`: others see it too."""

    __tablename__ = "saved_search"
    __table_args__ = (Index(None, "tenant_id", "name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    by: Mapped[str] = mapped_column(String(100))
    shared: Mapped[bool]
    filters: Mapped[dict[str, str]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
