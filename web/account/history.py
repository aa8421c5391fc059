"""Who signed in or tried to: every attempt, the refused ones too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from flask import request
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.queries.keyset import following
from engine.queries.slices import SIZE, Slice, place, read_place, slice_of
from web.account.tables import Account, SignInAttempt
from web.parts import Parts

OUTCOMES: Mapping[str, str] = {
    "accepted": "Signed in",
    "password": "Wrong password",
    "unknown": "No such account",
    "closed": "The account is closed",
    "left": "Does not work here any more",
    "refused": "Refused by single sign-on",
    "limited": "Too many attempts",
}
WAYS: Mapping[str, str] = {
    "account": "Local account",
    "demo": "Demonstration",
    "sso": "Single sign-on",
}


@dataclass(frozen=True)
class AttemptFilters:
    """Each narrows the list; `outcome` "" is all, "not_accepted" all but those that succeeded."""

    people: Sequence[str] | None = None
    outcome: str = ""
    since: datetime | None = None


def note(here: Parts, person: str | None, outcome: str, way: str) -> None:
    """Keep one attempt of this request. What was typed is not kept: it may be a password."""
    now = here.clock.now()
    row = SignInAttempt(
        tenant_id=here.tenant,
        id=uuid4(),
        at=now,
        person=person,
        outcome=outcome,
        way=way,
        address=(request.remote_addr or "")[:45],
    )
    with here.database.write() as db:
        _sweep(db, here, now)
        db.add(row)


def note_slowed_down(here: Parts) -> None:
    """Keep that an address tries too often: once a minute, however often it tries."""
    lately = here.clock.now() - timedelta(minutes=1)
    known = select(SignInAttempt.id).where(
        SignInAttempt.tenant_id == here.tenant,
        SignInAttempt.at > lately,
        SignInAttempt.outcome == "limited",
        SignInAttempt.address == (request.remote_addr or "")[:45],
    )
    with here.database.read() as db:
        told = db.scalars(known.limit(1)).first()
    if told is None:
        note(here, None, "limited", "account")


def why_refused(here: Parts, name: str, person: str | None) -> tuple[str | None, str]:
    """Whose account a refused attempt was at, and its outcome. `person` signed in rightly, but
    has left."""
    if person is not None:
        return person, "left"
    with here.database.read() as db:
        known = db.get(Account, (here.tenant, name.strip().lower()))
    if known is None:
        return None, "unknown"
    return known.person, "closed" if known.closed else "password"


def attempts(
    session: Session,
    tenant: str,
    filters: AttemptFilters,
    after: str | None = None,
    size: int = SIZE,
) -> Slice[SignInAttempt]:
    """Attempts, newest first."""
    query = select(SignInAttempt).where(SignInAttempt.tenant_id == tenant)
    if filters.people is not None:
        query = query.where(SignInAttempt.person.in_(filters.people))
    if filters.outcome == "not_accepted":
        query = query.where(SignInAttempt.outcome != "accepted")
    elif filters.outcome:
        query = query.where(SignInAttempt.outcome == filters.outcome)
    if filters.since is not None:
        query = query.where(SignInAttempt.at >= filters.since)
    last = read_place(after)
    if last is not None:
        query = query.where(following(last, SignInAttempt.at, SignInAttempt.id, descending=True))
    newest = query.order_by(SignInAttempt.at.desc(), SignInAttempt.id).limit(size + 1)
    return slice_of(session.scalars(newest).all(), size, _place)


def _place(row: SignInAttempt) -> str:
    identity: UUID = row.id
    return place(row.at, identity)


def _sweep(session: Session, here: Parts, now: datetime) -> None:
    old = now - timedelta(days=here.config.number("SIGN_IN_HISTORY_DAYS"))
    theirs = (SignInAttempt.tenant_id == here.tenant, SignInAttempt.at < old)
    session.execute(delete(SignInAttempt).where(*theirs))
