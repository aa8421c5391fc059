"""That a sealed line was worded anew when somebody was erased, and the seal of its new words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class Rewording(Tenanted, Base):
    """The line `key` of the table `place` (its key's values with "/" between) keeps its own seal,
    so that those after it still fit; `digest` seals what it says now, after the line before it.
    """

    __tablename__ = "rewording"

    place: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
