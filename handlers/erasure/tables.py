"""That somebody was erased: by whom and why, what was found before and after. Not who it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Erasure(Tenanted, Base):
    """`token` stands wherever the subject was named. `about` is child or person; `state` is
    certified or not_certified, by the search of `searched_at`; not_searched before there was one.
    `digests` are those of what was looked for, with `salt`. `findings` as in
    handlers.erasure.findings: numbers and names of tables. `document_id` is the printed proof.
    """

    __tablename__ = "erasure"
    __table_args__ = (Index(None, "tenant_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(10))
    salt: Mapped[str] = mapped_column(String(64))
    digests: Mapped[list[str]] = mapped_column(Json)
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(20))
    searched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    findings: Mapped[dict[str, Any]] = mapped_column(Json)
    document_id: Mapped[UUID | None]
