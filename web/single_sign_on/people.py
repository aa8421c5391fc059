"""From somebody at the provider to a person of the directory."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from handlers.directory.reading import person
from handlers.directory.tables import Person
from web.single_sign_on.claims import Claimed, SignInRefused
from web.single_sign_on.tables import Identity

UNKNOWN = "Nobody in the directory has your account. Ask for your e-mail address to be put right."
ANOTHER = "Another account is linked with your place in the directory. An administrator unlinks it."
LEFT = "The directory says that you do not work here any more."


def person_of(session: Session, tenant: str, claimed: Claimed, now: datetime) -> Person:
    """Whom this is: by the link, which is made the first time. Raises SignInRefused."""
    link = session.get(Identity, (tenant, claimed.issuer, claimed.subject))
    found = person(session, tenant, link.person) if link else _named(session, tenant, claimed)
    if found is None:
        raise SignInRefused(UNKNOWN)
    if not found.active:
        raise SignInRefused(LEFT)
    if link is None:
        link = _link(session, tenant, claimed, found.id, now)
    link.seen_at = now
    return found


def unlink(session: Session, tenant: str, person_id: str) -> bool:
    """Forget who somebody is at the provider, so that another account may be theirs."""
    theirs = (Identity.tenant_id == tenant, Identity.person == person_id)
    return bool(session.execute(delete(Identity).where(*theirs).returning(Identity.subject)).all())


def _link(
    session: Session, tenant: str, claimed: Claimed, person_id: str, now: datetime
) -> Identity:
    theirs = (Identity.tenant_id == tenant, Identity.person == person_id)
    if session.scalars(select(Identity).where(*theirs)).first() is not None:
        raise SignInRefused(ANOTHER)
    row = Identity(
        tenant_id=tenant,
        issuer=claimed.issuer,
        subject=claimed.subject,
        person=person_id,
        linked_at=now,
    )
    session.add(row)
    return row


def _named(session: Session, tenant: str, claimed: Claimed) -> Person | None:
    """The one person of this address or staff number. Two of one address: nobody is."""
    if not claimed.by_email:
        return person(session, tenant, claimed.person)
    same = func.lower(Person.email) == claimed.person.lower()
    found = session.scalars(select(Person).where(Person.tenant_id == tenant, same)).all()
    return found[0] if len(found) == 1 else None
