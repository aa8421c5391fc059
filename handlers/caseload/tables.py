"""A child's case, with no more about the child than drawing and pairing need: initials, no name."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted


class ChildCase(Tenanted, Base):
    """One case of the extract. `id` is its Liberi number; the flags are statuses open today.

    `closed_on` is the day of the extract that had it no more, None while it is open.
    """

    __tablename__ = "child_case"
    __table_args__ = (Index(None, "tenant_id", "team_id", "is_open"),)

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    initials: Mapped[str] = mapped_column(String(6))
    team_id: Mapped[str] = mapped_column(String(40))
    social_worker: Mapped[str | None] = mapped_column(String(40))
    opened_on: Mapped[date] = mapped_column(Date)
    allocated_on: Mapped[date | None] = mapped_column(Date)
    child_in_need: Mapped[bool] = mapped_column(Boolean)
    child_protection: Mapped[bool] = mapped_column(Boolean)
    in_care: Mapped[bool] = mapped_column(Boolean)
    care_leaver: Mapped[bool] = mapped_column(Boolean)
    iro: Mapped[str | None] = mapped_column(String(40))
    cp_chair: Mapped[str | None] = mapped_column(String(40))
    family_id: Mapped[str | None] = mapped_column(String(40))
    previous_workers: Mapped[list[str]] = mapped_column(Json)
    restricted: Mapped[bool] = mapped_column(Boolean, default=False)
    last_audited_on: Mapped[date | None] = mapped_column(Date)
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)
    closed_on: Mapped[date | None] = mapped_column(Date)
