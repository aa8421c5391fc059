"""Who is signed in, kept on the server so that signing out ends it everywhere the cookie went."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from web.account.tables import SignIn

TOUCH_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class Limits:
    """How long a sign-in lasts: without a click, and in any case."""

    idle: timedelta
    longest: timedelta


@dataclass(frozen=True)
class Found:
    """A sign-in that was found. `live` is false when it has run out; `stale` asks for a touch."""

    person: str
    live: bool
    stale: bool


def begin(session: Session, tenant: str, person: str, now: datetime) -> str:
    """Sign a person in. Returns the token for the cookie; only its hash is stored."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(tenant_id=tenant, id=key_of(token), person=person, started_at=now, seen_at=now)
    )
    return token


def find(session: Session, tenant: str, token: str, now: datetime, limits: Limits) -> Found | None:
    """The sign-in this token belongs to, run out or not; None when there is none."""
    row = session.get(SignIn, (tenant, key_of(token)))
    if row is None:
        return None
    live = now - row.seen_at < limits.idle and now - row.started_at < limits.longest
    return Found(row.person, live, live and now - row.seen_at > TOUCH_AFTER)


def touch(session: Session, tenant: str, token: str, now: datetime) -> None:
    """Remember that the person is still there."""
    row = session.get(SignIn, (tenant, key_of(token)))
    if row is not None:
        row.seen_at = now


def end(session: Session, tenant: str, token: str) -> None:
    """Sign out. Not an error when the sign-in is gone already."""
    session.execute(delete(SignIn).where(SignIn.tenant_id == tenant, SignIn.id == key_of(token)))


def end_all(session: Session, tenant: str, person: str) -> None:
    """Sign somebody out wherever they are signed in."""
    theirs = (SignIn.tenant_id == tenant, SignIn.person == person)
    session.execute(delete(SignIn).where(*theirs))


def count(session: Session, tenant: str, person: str) -> int:
    """At how many places somebody is signed in, or was until lately."""
    theirs = select(func.count()).where(SignIn.tenant_id == tenant, SignIn.person == person)
    return session.scalar(theirs) or 0


def sweep(session: Session, tenant: str, now: datetime) -> None:
    """Forget sign-ins that ran out more than a day ago."""
    day = now - timedelta(days=1)
    gone = or_(SignIn.seen_at < day, SignIn.started_at < day - timedelta(days=1))
    session.execute(delete(SignIn).where(SignIn.tenant_id == tenant, gone))


def key_of(token: str) -> str:
    """The id of the sign-in that this token belongs to."""
    return hashlib.sha256(token.encode()).hexdigest()
