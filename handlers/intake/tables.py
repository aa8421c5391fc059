"""When the extract was imported, and by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class ExtractImport(Tenanted, Base):
    """An extract that was imported. `files`: rows, added, updated and ended by file."""

    __tablename__ = "extract_import"
    __table_args__ = (Index(None, "tenant_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    files: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
