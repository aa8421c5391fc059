"""`absence.refer`: absences of the extract that excuse from a month, or are to be decided on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from engine.tables import ProcessInstance
from handlers.absences.reading import absences, decided
from handlers.absences.tables import AbsenceReport
from handlers.directory.reading import people
from handlers.directory.tables import Person
from handlers.month import staff
from handlers.month.rules import Rules
from handlers.sampling.availability import Away, days_of, said

PROCESS, EXTRACT, REVIEWER = "absence", "extract", "peer_reviewer"
NOTABLE = (staff.DISPENSED, staff.REFER)


@handler("absence.refer", outputs=("begun",))
def refer(services: Services, *, month: str) -> Mapping[str, object]:
    """Begins a process for each absence of the extract that matters in a month and is not decided
    on: the table excuses the person, or refers them to the approver."""
    with services.transaction() as session:
        away = absences(session, services.tenant)
        known = {person for person, _ in decided(session, services.tenant, [month])}
        begun = 0
        for person in _notable(services, session, month):
            days = _within(away.get(person.id, ()), days_of(month, services.calendar))
            if person.id not in known | _open(session, services.tenant, month) and days:
                _begin(services, session, person, month, days)
                begun += 1
    return {"begun": begun}


def _notable(services: Services, session: Session, month: str) -> Iterator[Person]:
    auditors = {one.person.id: one.person for one in staff.auditors(session, services.tenant)}
    reviewers = {one.id: one for one in people(session, services.tenant, role=REVIEWER)}
    everybody = {**reviewers, **auditors}
    rules = Rules(services)
    facts = staff.facts(session, services.tenant, everybody.values(), month, rules)
    for id, person in sorted(everybody.items()):
        if said(rules.decide(staff.ELIGIBILITY, facts[id]))[0] in NOTABLE:
            yield person


def _within(away: Sequence[Away], days: Sequence[date]) -> list[Away]:
    """The absences that touch the month, the longest first."""
    touching = [one for one in away if any(one.covers(day) for day in days)]
    return sorted(touching, key=lambda one: sum(one.covers(day) for day in days), reverse=True)


def _open(session: Session, tenant: str, month: str) -> set[str]:
    """Whose absence is being decided on: its process is under way, or about to begin."""
    query = (
        select(AbsenceReport.person_id)
        .outerjoin(
            ProcessInstance,
            (ProcessInstance.tenant_id == tenant)
            & (ProcessInstance.id == AbsenceReport.instance_id),
        )
        .where(
            AbsenceReport.tenant_id == tenant,
            AbsenceReport.ends_on >= date.fromisoformat(f"{month}-01"),
        )
        .where(or_(ProcessInstance.id.is_(None), ProcessInstance.status == "active"))
    )
    return set(session.scalars(query))


def _begin(
    services: Services, session: Session, person: Person, month: str, away: Sequence[Away]
) -> None:
    report, instance = uuid4(), uuid4()
    session.add(
        AbsenceReport(
            tenant_id=services.tenant, id=report, person_id=person.id, reason=away[0].reason,
            starts_on=min(one.starts_on for one in away), ends_on=max(one.ends_on for one in away),
            share=100, source=EXTRACT, by="system", at=services.now,
            instance_id=instance, activity_key=f"{services.activity.key}:{person.id}",
        )
    )  # fmt: skip
    services.queue_start(
        PROCESS,
        business_key=f"ABS-{month}-{person.id}",
        variables={"person": person.id, "report": {"report": str(report)}, "month": month},
        dedupe_key=f"absence:{person.id}:{month}:{services.activity.key}",
        instance_id=instance,
    )
