"""`letters.send`: a letter of the bundle to one person or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from engine.registry import Function, handler
from engine.services import Services
from handlers.absences.away import away_on
from handlers.directory.resolve import held
from handlers.directory.tables import Person
from handlers.leavers.reading import carried_on
from handlers.letters.post import Desk, Posting
from handlers.letters.texts import LetterTexts
from handlers.records.finding import audit_of
from handlers.settings import Settings

HERE = ZoneInfo("Europe/London")


def sending(settings: Settings) -> Function:
    """The handler for an installation."""

    @handler("letters.send", outputs=("sent",))
    def send(
        services: Services,
        *,
        letter: str,
        to: str | list[str] | None = None,
        roles: list[str] | None = None,
        audit: str | None = None,
        about: dict[str, object] | None = None,
        attachments: list[str] | None = None,
        page: str = "",
    ) -> Mapping[str, object]:
        """Sends a letter of the bundle; to nobody when `to` is null, as with a vacant post.

        Who has left is followed by whoever carries on for them in this matter.
        `roles`, instead of `to`, are tried in turn: it goes to all who hold the first of them that
        somebody holds for all of the council. `audit` may be left out where letter.toml says
        audit = false. `page` is where its link leads, such as "published/2026-12"; otherwise to
        what waits for the reader.
        """
        with services.transaction() as session:
            readers = recipients(to if to else first_held(session, services.tenant, roles or ()))
            row = audit_of(session, services.tenant, audit) if audit else None
            desk = Desk(services, session, settings, row)
            desk.meet(readers)
            readers = _followed(desk, readers)
            readers = _spared(desk, LetterTexts(services.bundle, letter), readers)
            rest = ("", about or {}, attachments or (), page)
            postings = [Posting(letter, reader, *rest) for reader in readers]
            desk.post(postings)
        return {"sent": len(readers)}

    return send


def _spared(desk: Desk, text: LetterTexts, readers: Sequence[str]) -> list[str]:
    """The same, without those to whom a letter of this kind is not sent."""
    found = working(desk.people, readers) if text.spares_leavers else list(readers)
    if not text.spares_the_absent:
        return found
    services = desk.services
    away = away_on(desk.session, services.tenant, services.now.astimezone(HERE).date(), found)
    return [one for one in found if one not in away]


def _followed(desk: Desk, readers: Sequence[str]) -> list[str]:
    """The same, with those who carry on in the place of those who have left."""
    left = set(readers) - set(working(desk.people, readers))
    services = desk.services
    follow = carried_on(desk.session, services.tenant, left, services.business_key)
    found = list(dict.fromkeys(follow.get(one, one) for one in readers))
    desk.meet(found)
    return found


def first_held(session: Session, tenant: str, roles: Sequence[str]) -> list[str]:
    """Who holds the first of these roles that somebody holds for all of the council."""
    for role in roles:
        found = sorted(person for person, scope in held(session, tenant, role) if not scope)
        if found:
            return found
    return []


def working(known: Mapping[str, Person], readers: Sequence[str]) -> list[str]:
    """Those of them who have not left."""
    return [one for one in readers if one not in known or known[one].active]


def recipients(to: str | list[str] | None) -> list[str]:
    """The people to write to, each once, in the order given."""
    given = [to] if isinstance(to, str) else to or []
    return list(dict.fromkeys(one for one in given if one))
