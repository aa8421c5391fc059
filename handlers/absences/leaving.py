"""Somebody has left and is still needed for an audit: Management Information is asked at once."""

from __future__ import annotations

from datetime import date
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.commands.start import start_in
from engine.errors import NotFound
from engine.facade import Engine
from engine.tables import ProcessInstance
from handlers.absences.audits import waiting
from handlers.absences.tables import AbsenceReport
from handlers.directory.tables import Person
from handlers.leavers.reading import carried_on
from handlers.records.audits import Audit

PROCESS, LEFT, HERE = "absence", "left", ZoneInfo("Europe/London")


def hand_on(engine: Engine, *, by: str) -> list[str]:
    """Begin the process of absence for everybody who has left while an audit waits for them.

    Gives their ids. Nothing happens twice, nor where no such process is deployed.
    """
    today = engine.clock.now().astimezone(HERE).date()
    with engine.database.read() as session:
        found = leavers(session, engine.tenant)
    try:
        for person in found:
            _begin(engine, person, today, by)
    except NotFound:
        return []
    return found


def leavers(session: Session, tenant: str) -> list[str]:
    """Who has left, takes part in an audit that waits for them, and is not dealt with yet."""
    dealt_with = (
        select(AbsenceReport.person_id)
        .join(
            ProcessInstance,
            (ProcessInstance.tenant_id == tenant)
            & (ProcessInstance.id == AbsenceReport.instance_id),
        )
        .where(AbsenceReport.tenant_id == tenant, ProcessInstance.status == "active")
    )
    query = (
        select(Person.id)
        .join(
            Audit,
            (Audit.tenant_id == tenant)
            & ((Audit.auditor == Person.id) | (Audit.reviewer == Person.id)),
        )
        .where(Person.tenant_id == tenant, Person.active.is_(False))
        .where(Person.id.not_in(dealt_with), Audit.concluded_at.is_(None))
        .distinct()
    )
    return [one for one in sorted(session.scalars(query)) if _wanted(session, tenant, one)]


def _wanted(session: Session, tenant: str, person: str) -> bool:
    """Whether an audit waits for them that nobody carries on in their place."""
    found = waiting(session, tenant, person)
    return any(not carried_on(session, tenant, [person], one.reference) for one in found)


def _begin(engine: Engine, person: str, today: date, by: str) -> None:
    report, instance = uuid4(), uuid4()

    def work(session: Session) -> None:
        months = [one.month for one in waiting(session, engine.tenant, person)]
        last = max([today, *(date.fromisoformat(f"{month}-01") for month in months)])
        session.add(
            AbsenceReport(
                tenant_id=engine.tenant, id=report, person_id=person, reason=LEFT,
                starts_on=today, ends_on=last, share=100, source="extract", by=by,
                at=engine.clock.now(), instance_id=instance, activity_key=f"left:{instance}",
            )
        )  # fmt: skip
        session.flush()
        known = {"person": person, "report": {"report": str(report)}}
        key = f"LEFT-{person}"
        start_in(engine.context, session, PROCESS, key, known, by, id=instance)

    engine.database.transact(work)
