"""Cover in sentences, as both people read it in their inbox."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from handlers.cover.reading import covers
from handlers.cover.tables import Cover
from handlers.directory.reading import names
from handlers.leavers.reading import KEYLESS, carried_by
from web.words import day


def told(session: Session, tenant: str, person: str, today: date) -> list[str]:
    """One sentence for each cover that runs today, from this person's side."""
    found = covers(session, tenant, [person], today)
    running = [one for one in found if one.starts_on <= today]
    known = names(session, tenant, [p for one in running for p in (one.person, one.covered_by)])
    return [_sentence(one, person, known) for one in running] + _carried(session, tenant, person)


def _carried(session: Session, tenant: str, person: str) -> list[str]:
    """For whom they carry on, and where."""
    matters: dict[str, list[str]] = {}
    for one in carried_by(session, tenant, person):
        if not one.matter.startswith(KEYLESS):
            matters.setdefault(one.person, []).append(one.matter)
    known = names(session, tenant, list(matters))
    return [
        f"You carry on for {known[leaver]}, who has left: {', '.join(where)}."
        for leaver, where in matters.items()
    ]


def _sentence(cover: Cover, person: str, known: dict[str, str]) -> str:
    until = f"until {day(cover.ends_on)}"
    if cover.person == person:
        by = known.get(cover.covered_by, cover.covered_by)
        return f"{by} covers you {until} and may do what is with you."
    return f"You cover {known.get(cover.person, cover.person)} {until}."
