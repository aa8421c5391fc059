"""The offer: a message that people may send to a waiting instance by pressing a button."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Offer(Tenanted, Base):
    """What a place that waits for a message offers; `id` is the position's, as the subscription's.

    `state` is open, taken or withdrawn; an offer that may be taken again stays open. `taken`
    counts how often it was, `taken_by` and `taken_at` tell of the last time. The row stays when
    it is over, so that whoever comes too late can be told. What is `urgent` is shown first.
    """

    __tablename__ = "offer"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID]
    deployment_id: Mapped[UUID]
    business_key: Mapped[str | None] = mapped_column(String(200))
    element_id: Mapped[str] = mapped_column(String(200))
    message: Mapped[str] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(String(300))
    hint: Mapped[str] = mapped_column(String(1000))
    people: Mapped[list[str]] = mapped_column(Json)
    candidate_group: Mapped[str | None] = mapped_column(String(100))
    form: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(20))
    urgent: Mapped[bool] = mapped_column(default=False)
    taken: Mapped[int]
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_by: Mapped[str | None] = mapped_column(String(100))

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
        Index("ix_offer_instance", "tenant_id", "instance_id"),
    )
