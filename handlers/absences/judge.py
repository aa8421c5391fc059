"""`absence.judge` and `absence.approver`: what the table says of each month, and who decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from engine.errors import Permanent
from engine.registry import handler
from engine.services import Services
from handlers.absences.audits import DISCOUNTED, UNAVAILABLE, Waiting, options, waiting
from handlers.absences.months import (
    AVAILABLE,
    DECIDED,
    Judged,
    in_words,
    months_between,
    period,
    route,
)
from handlers.absences.reading import absences, decided, excused_months
from handlers.absences.tables import AbsenceReport
from handlers.directory.above import last_in_line, managers, team_of
from handlers.directory.chain import is_away
from handlers.directory.reading import people
from handlers.directory.tables import Person
from handlers.sampling.availability import Away, Phase, absence_facts, days_of, said

HERE = ZoneInfo("Europe/London")
ELIGIBILITY, MOST = "auditor_eligibility", "absence_months"


@handler(
    "absence.judge",
    outputs=("route", "months", "referred", "later", "period", "first_month", "starts_on",
             "ends_on", "reason", "rule", "name", "manager", "readers", "audits", "reviews"),
)  # fmt: skip
def judge(services: Services, *, report: str, month: str | None = None) -> Mapping[str, object]:
    """Says for each month of an absence what the table says, and what has to be done first.

    Months that are decided already are left out; `month` is the first to look at.
    """
    with services.reading() as session:
        row = session.get_one(AbsenceReport, (services.tenant, UUID(report)))
        person = session.get_one(Person, (services.tenant, row.person_id))
        found = waiting(session, services.tenant, person.id)
        judged = list(_judged(services, session, row, person, found, month))
        known = _people(session, person, row.by, last_in_line(services.parameters))
        before = excused_months(session, row)
    referred = [one.month for one in judged if one.outcome == "refer"]
    word = DECIDED if before and route(judged) == AVAILABLE else route(judged)
    return {
        "route": word,
        "months": [vars(one) for one in judged],
        "referred": [{"value": one, "label": in_words(one)} for one in referred],
        "later": [
            {"value": one.month, "label": in_words(one.month)}
            for one in judged
            if one.outcome != "discount"
        ],
        "period": period([one.month for one in judged]),
        "first_month": min(referred, default=None),
        "starts_on": row.starts_on, "ends_on": row.ends_on, "reason": row.reason,
        "rule": next((one.rule for one in judged if one.outcome == word), ""),
        **known,
        "audits": options(found, DISCOUNTED),
        "reviews": options(found, UNAVAILABLE),
    }  # fmt: skip


@handler("absence.approver", outputs=("person",))
def approver(services: Services, *, person: str, role: str) -> Mapping[str, object]:
    """Says who of those with the role is there to decide on somebody's absence; null for nobody."""
    today = services.now.astimezone(HERE).date()
    with services.reading() as session:
        there = (
            one.id
            for one in people(session, services.tenant, role=role)
            if one.id != person and not is_away(session, services.tenant, one.id, today)
        )
        return {"person": next(there, None)}


def _judged(
    services: Services,
    session: Session,
    row: AbsenceReport,
    person: Person,
    found: Sequence[Waiting],
    month: str | None,
) -> Iterator[Judged]:
    today = services.now.astimezone(HERE).date()
    first = max(row.starts_on, today.replace(day=1))
    months = [
        one for one in months_between(first, row.ends_on, _most(services)) if one >= (month or "")
    ]
    known = decided(session, services.tenant, months)
    away = absences(session, services.tenant).get(person.id, ())
    under_way = {max(one.month, months[0]) for one in found} if months else set()
    for one in months:
        if (person.id, one) not in known or one in under_way:
            phase: Phase = "after_issue" if one in under_way else "before_issue"
            yield _asked(services, person, away, one, phase)


def _asked(
    services: Services, person: Person, away: Sequence[Away], month: str, phase: Phase
) -> Judged:
    days = days_of(month, services.calendar)
    facts = absence_facts(person.working_week, away, days, phase)
    return Judged(month, *said(services.decide(ELIGIBILITY, facts)))


def _most(services: Services) -> int:
    value = services.parameters.get(MOST)
    if not isinstance(value, int):
        raise Permanent(f"bundle.toml has no number {MOST} under [parameters]: add it.")
    return value


def _people(session: Session, person: Person, by: str, last: Collection[str]) -> dict[str, object]:
    """The absent person's name, who answers for them, and who is told of a decision."""
    above = managers(session, person.tenant_id, last)
    manager = above.of(person.id, person.line_manager, team_of(session, person))
    readers = [one for one in (person.id, manager, by) if one in above.active]
    return {"name": person.name, "manager": manager, "readers": list(dict.fromkeys(readers))}
