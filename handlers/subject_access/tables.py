"""A request for what is held about somebody, and what was found. Whom it is about is not here."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Index, Integer, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, CompressedJson, Tenanted, UtcDateTime


class SubjectSearch(Tenanted, Base):
    """The token of a search: the case number or name searched for is in the submission."""

    __tablename__ = "subject_search"
    __table_args__ = (
        Unique("tenant_id", "activity_key"),
        Index(None, "tenant_id", "reference"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(String(40))
    instance_id: Mapped[UUID] = mapped_column()
    submission_id: Mapped[UUID] = mapped_column()
    about: Mapped[str] = mapped_column(String(10))
    searched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    document_id: Mapped[UUID | None] = mapped_column()
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    activity_key: Mapped[str] = mapped_column(String(200))


class SubjectItem(Tenanted, Base):
    """One record that was found: `kind` is answers, letter or document, `source_id` its row's id,
    or records, all those of one table (handlers.subject_access.records).

    `decision` is include or withhold, None until somebody decided. `words` holds `reason` and
    `blackout`, the words to be made unreadable.
    """

    __tablename__ = "subject_item"
    __table_args__ = (Index(None, "tenant_id", "audit_id"),)

    search_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    audit_id: Mapped[UUID | None] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    source_id: Mapped[UUID] = mapped_column()
    title: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    decision: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[dict[str, str]] = mapped_column(CompressedJson)
    decided_by: Mapped[str | None] = mapped_column(String(40))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
