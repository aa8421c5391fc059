"""From somebody at the provider to a person of the directory."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.database import insert_new
from engine.history import append_audit_log
from handlers.access.claimed import PROVIDER
from handlers.access.roles import Act
from handlers.directory.reading import person
from handlers.directory.tables import Person
from web.single_sign_on.claims import Claimed, SignInRefused
from web.single_sign_on.tables import Identity

UNKNOWN = "Nobody in the directory has your account. Ask for your e-mail address to be put right."
ANOTHER = "Another account is linked with your place in the directory. An administrator unlinks it."
LINKED, UNLINKED = "identity.link", "identity.unlink"
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
        _link(session, tenant, claimed, found.id, now)
    else:
        link.seen_at = now
    return found


def linked(session: Session, tenant: str, person_id: str) -> Identity | None:
    """The account at the provider that is theirs."""
    theirs = (Identity.tenant_id == tenant, Identity.person == person_id)
    return session.scalars(select(Identity).where(*theirs)).first()


def unlink(session: Session, tenant: str, person_id: str, act: Act) -> bool:
    """Forget who somebody is at the provider, so that another account may be theirs. Whether there
    was a link; it is noted in the audit log."""
    link = linked(session, tenant, person_id)
    if link is None:
        return False
    session.delete(link)
    detail = {"reason": act.reason}
    append_audit_log(
        session, tenant, at=act.now, by=act.by, action=UNLINKED, about=person_id, detail=detail
    )
    return True


def _link(session: Session, tenant: str, claimed: Claimed, person_id: str, now: datetime) -> None:
    """Make the link. Another tab may just have made it; another account must not have."""
    known = {"tenant_id": tenant, "issuer": claimed.issuer, "subject": claimed.subject}
    row = {**known, "person": person_id, "linked_at": now, "seen_at": now}
    if not insert_new(session, Identity, row):
        if session.get(Identity, tuple(known.values())) is None:
            raise SignInRefused(ANOTHER)
        return
    append_audit_log(session, tenant, at=now, by=PROVIDER, action=LINKED, about=person_id)


def _named(session: Session, tenant: str, claimed: Claimed) -> Person | None:
    """The one person of this address or staff number. Two of one address: nobody is."""
    if not claimed.by_email:
        return person(session, tenant, claimed.person)
    same = func.lower(Person.email) == claimed.person.lower()
    found = session.scalars(select(Person).where(Person.tenant_id == tenant, same)).all()
    return found[0] if len(found) == 1 else None
