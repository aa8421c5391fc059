"""The staff directory as the management information extract gives it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted


class Team(Tenanted, Base):
    """A team with its place in the council and the service manager accountable for its cases."""

    __tablename__ = "team"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    area: Mapped[str] = mapped_column(String(80))
    district: Mapped[str] = mapped_column(String(80), default="")
    service_manager: Mapped[str | None] = mapped_column(String(40))
    in_programme: Mapped[bool] = mapped_column(Boolean, default=True)


class Person(Tenanted, Base):
    """A member of staff. `working_week` holds seven shares of a day, Monday first. `added_by` is
    who added them by hand; such a person stays although no extract has them."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    team_id: Mapped[str | None] = mapped_column(String(40))
    line_manager: Mapped[str | None] = mapped_column(String(40))
    working_week: Mapped[list[float]] = mapped_column(Json)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    added_by: Mapped[str | None] = mapped_column(String(100))


class PersonRole(Tenanted, Base):
    """A role somebody holds now, for a team, a district or an area, or for all of it (scope "").

    `appointment_id`: it was given by hand (handlers.access) and no extract takes it away.
    """

    __tablename__ = "person_role"
    __table_args__ = (Index(None, "tenant_id", "role", "scope"),)

    person_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)
    scope: Mapped[str] = mapped_column(String(80), primary_key=True, default="")
    appointment_id: Mapped[UUID | None]


class Absence(Tenanted, Base):
    """A period away from work, both days included. `seconded_to` is a team of the programme."""

    __tablename__ = "absence"

    person_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    reason: Mapped[str] = mapped_column(String(40), primary_key=True)
    starts_on: Mapped[date] = mapped_column(Date, primary_key=True)
    ends_on: Mapped[date] = mapped_column(Date)
    seconded_to: Mapped[str | None] = mapped_column(String(40))
