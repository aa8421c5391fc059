"""What was found out about a change before it is deployed: kept with the content it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, CompressedJson, Tenanted, UtcDateTime, partial_index


class ChangeEffect(Tenanted, Base):
    """One finding out. `kind` is impact or replay; `state` running, done, failed, cancelled or
    interrupted; `done` of `total` says how far it is, `seen_at` when that was last heard. `digest`
    is that of the change's bundle; `result` holds references and names of elements, no content.
    One of a kind runs at a time.
    """

    __tablename__ = "change_effect"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    change_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20))
    done: Mapped[int]
    total: Mapped[int]
    begun_by: Mapped[str] = mapped_column(String(100))
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trouble: Mapped[str | None]
    result: Mapped[dict[str, Any] | None] = mapped_column(CompressedJson)

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "change_id"], ["change.tenant_id", "change.id"]),
        Index("ix_change_effect_change", "tenant_id", "change_id", "kind", "begun_at"),
        partial_index(
            "ix_change_effect_running", "tenant_id", "kind", where="state = 'running'", unique=True
        ),
    )
