"""What giving or ending a role would do, in sentences, before it is done."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.queries.slices import MANY, count_up_to
from engine.tables import UserTask
from handlers.access.holders import KEEPS_THE_DOOR, only_holder
from handlers.access.roles import Wanted
from handlers.access.scopes import ALL, scopes
from handlers.directory.reading import names, people
from handlers.directory.roles import words
from handlers.directory.tables import PersonRole

FROM_EXTRACT = "The extract says so too: its next import gives the role back, unless it is removed"
STAYS = "What is with them by name stays with them: hand it on at its instances, or arrange cover."


def foretold_giving(session: Session, tenant: str, wanted: Wanted) -> list[str]:
    """What giving the role would do."""
    waiting = said(_for_role(session, tenant, wanted.role), "user task")
    power = ["They can see and change everything on these pages."]
    return [
        f"{_who(session, tenant, wanted)}, {days(wanted)}.",
        f"They see what waits for this role and may do it: {waiting} now.",
        _others(session, tenant, wanted.role),
        *(power if wanted.role == KEEPS_THE_DOOR else []),
    ]


def foretold_ending(session: Session, tenant: str, held: Wanted) -> list[str]:
    """What ending the role would do."""
    lines = [f"{_who(session, tenant, held)}: that ends at once."]
    if only_holder(session, tenant, held.role) == held.person:
        waiting = said(_for_role(session, tenant, held.role), "user task")
        lines.append(f"Nobody else holds the role. Waiting for it, and seen by nobody: {waiting}.")
    row = session.get(PersonRole, (tenant, held.person, held.role, held.scope))
    if row is not None and row.appointment_id is None:
        lines.append(f"{FROM_EXTRACT} there.")
    with_name = said(with_them(session, tenant, held.person), "user task")
    return [*lines, f"{STAYS} At present that is {with_name}."]


def foretold_leaving(session: Session, tenant: str, person_id: str) -> list[str]:
    """What their leaving would do."""
    waiting = said(with_them(session, tenant, person_id), "user task")
    return [
        "They are signed out, and cannot sign in any more. No letter is sent to them.",
        f"{STAYS} At present that is {waiting}.",
        "What they did stays told under their name.",
        "If the next extract still has them, they are back: have them removed there.",
    ]


def place(session: Session, tenant: str, scope: str) -> str:
    """A scope in words, within a sentence."""
    known = scopes(session, tenant).get(scope, scope)
    return known[:1].lower() + known[1:] if known == ALL else known


def days(wanted: Wanted) -> str:
    """From when to when, within a sentence."""
    first = f"from {_day(wanted.starts_on)}"
    return f"{first} to {_day(wanted.ends_on)}, the last day included" if wanted.ends_on else first


def said(number: int, one: str) -> str:
    """A count that stops at a thousand, in words."""
    if number > MANY:
        return f"more than {MANY:,} {one}s"
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def with_them(session: Session, tenant: str, person_id: str) -> int:
    """How many open user tasks are with somebody by name."""
    theirs = (UserTask.tenant_id == tenant, UserTask.assignee == person_id)
    return count_up_to(session, select(UserTask.id).where(*theirs, is_word(UserTask.state, "open")))


def _who(session: Session, tenant: str, held: Wanted) -> str:
    name = names(session, tenant, [held.person]).get(held.person, held.person)
    return f"{name} is {words(held.role)} for {place(session, tenant, held.scope)}"


def _others(session: Session, tenant: str, role: str) -> str:
    holders = [one.name for one in people(session, tenant, role=role)]
    if len(holders) == 1:
        return f"So far {holders[0]} alone holds it."
    return f"{len(holders)} others hold it too." if holders else "So far nobody holds it."


def _for_role(session: Session, tenant: str, role: str) -> int:
    free = (UserTask.tenant_id == tenant, UserTask.candidate_group == role)
    nobodys = UserTask.assignee.is_(None)
    return count_up_to(
        session, select(UserTask.id).where(*free, nobodys, is_word(UserTask.state, "open"))
    )


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
