"""Up to where somebody was told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class Alert(Tenanted, Base):
    """The last letter of a kind: incidents that opened up to `covered_to` were told of then."""

    __tablename__ = "alert"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    covered_to: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
