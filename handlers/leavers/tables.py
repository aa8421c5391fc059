"""Who carries on what somebody who has left had to do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class Handover(Tenanted, Base):
    """What `person`, who has left, had to do in one matter, and who carries it on.

    `matter` is the business key of its process instances, such as an audit's reference.
    `decided_at` is empty while the process instance asks; `carried_on_by` stays empty where
    nobody needs to carry on.
    """

    __tablename__ = "handover"
    __table_args__ = (
        CheckConstraint("person <> carried_on_by", name="not_oneself"),
        Unique("tenant_id", "activity_key"),
        Index(None, "tenant_id", "person", "matter"),
        Index(None, "tenant_id", "carried_on_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person: Mapped[str] = mapped_column(String(40))
    matter: Mapped[str] = mapped_column(String(200))
    part: Mapped[str] = mapped_column(String(40))
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    carried_on_by: Mapped[str | None] = mapped_column(String(40))
    decided_by: Mapped[str | None] = mapped_column(String(40))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    instance_id: Mapped[UUID]
    activity_key: Mapped[str] = mapped_column(String(300))
