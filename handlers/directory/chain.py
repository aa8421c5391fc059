"""`directory.chain` and `directory.away`: who is told, and who else when nobody is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from engine.errors import BpmnError
from engine.registry import handler
from engine.services import Services
from handlers.absences.away import away_on
from handlers.directory.resolve import holders
from handlers.directory.tables import Person
from handlers.leavers.reading import carried_on
from handlers.records.audits import Audit
from handlers.records.finding import audit_of


@handler("directory.chain", outputs=("people",))
def chain(
    services: Services, *, route: list[dict[str, object]], audit: str
) -> Mapping[str, object]:
    """Finds for each step of a route the first of its roles that somebody holds for this audit.

    A step is {step, roles}; `people` has the person of each by its name. A step whose roles nobody
    holds is the error `role_without_person`, for a boundary event to catch.
    """
    with services.reading() as session:
        row = audit_of(session, services.tenant, audit)
        people = {str(one["step"]): first_holder(session, row, one["roles"]) for one in route}
    missing = [step for step, person in people.items() if person is None]
    if missing:
        raise BpmnError("role_without_person", f"Nobody holds a role of: {', '.join(missing)}.")
    return {"people": people}


@handler("directory.away", outputs=("away",))
def away(services: Services, *, person: str) -> Mapping[str, object]:
    """Says whether somebody is away from work today, as the directory knows it.

    Of somebody who has left: whether who carries on for them is away; with nobody it is so.
    """
    tenant, today = services.tenant, services.now.date()
    with services.reading() as session:
        known = session.get(Person, (tenant, person))
        if known is None or known.active:
            return {"away": is_away(session, tenant, person, today)}
        follows = carried_on(session, tenant, [person], services.business_key).get(person)
        return {"away": follows is None or is_away(session, tenant, follows, today)}


def first_holder(session: Session, audit: Audit, roles: object) -> str | None:
    """The person of the first role that somebody holds; None when nobody holds any."""
    wanted: Iterable[object] = roles if isinstance(roles, list) else [roles]
    for role in wanted:
        found = holders(session, audit, str(role))
        if found:
            return found[0]
    return None


def is_away(session: Session, tenant: str, person: str, day: date) -> bool:
    """Whether an absence covers that day, of the directory or one that was reported."""
    return person in away_on(session, tenant, day, [person])
