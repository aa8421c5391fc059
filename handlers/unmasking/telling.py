"""Who is told that an administrator looks, and the letter they get. It holds no content."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.mailing import Letter, Origin, queue_mail
from engine.tables import UserTask
from handlers.directory.reading import people, person
from handlers.directory.tables import Person
from handlers.unmasking.tables import Unmasking

HERE = ZoneInfo("Europe/London")
LETTER = "content_shown"
SUBJECT = "An administrator has opened the content of {reference}"
BODY = """Dear {name},

{by} can see what people wrote in {reference}, until {until}.

The reason they gave: {reason}

You are told because {why}. Every page they look at is noted in the audit log. If you think this
is not right, speak to Information Governance.

Plumbline
"""
WORKS = "you work on it"
ROLE = "of your role"


def to_tell(
    session: Session, tenant: str, unmasked: Unmasking, roles: list[str]
) -> dict[str, tuple[Person, str]]:
    """Those who work on the instance, or worked on it last, and who holds one of the roles, each
    with the reason; never the one who looks."""
    found = {one.id: (one, ROLE) for role in roles for one in people(session, tenant, role=role)}
    for id_ in _workers(session, tenant, unmasked):
        worker = person(session, tenant, id_)
        if worker is not None and worker.active:
            found[id_] = (worker, WORKS)
    found.pop(unmasked.by, None)
    return found


def tell(
    session: Session,
    origin: Origin,
    unmasked: Unmasking,
    who: Mapping[str, tuple[Person, str]],
    by: str,
) -> None:
    """Write to each of them. `by` is the name of the one who looks."""
    for reader, why in who.values():
        words = _words(unmasked, reader.name, by, why)
        letter = Letter(
            LETTER,
            reader.id,
            reader.email,
            SUBJECT.format(**words),
            BODY.format(**words),
            f"Somebody looks at content, and {why}.",
            f"{LETTER}:{unmasked.id}:{reader.id}",
        )
        queue_mail(session, origin, letter, unmasked.at)


def _words(unmasked: Unmasking, name: str, by: str, why: str) -> dict[str, str]:
    until = unmasked.until.astimezone(HERE)
    return {
        "name": name,
        "by": by,
        "reference": unmasked.business_key or f"the instance {unmasked.instance_id}",
        "until": f"{until:%H:%M} on {until.day} {until:%B %Y}",
        "reason": unmasked.reason,
        "why": why,
    }


def _workers(session: Session, tenant: str, unmasked: Unmasking) -> list[str]:
    theirs = (UserTask.tenant_id == tenant, UserTask.instance_id == unmasked.instance_id)
    now = select(UserTask.assignee).where(
        *theirs, UserTask.assignee.is_not(None), UserTask.state.in_(("open", "suspended"))
    )
    last = select(UserTask.completed_by).where(*theirs, UserTask.completed_by.is_not(None))
    latest = last.order_by(UserTask.completed_at.desc()).limit(1)
    found = session.scalars(now).all() or session.scalars(latest).all()
    return [one for one in found if one is not None]
