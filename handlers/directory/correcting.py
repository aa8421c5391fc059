"""Putting somebody's e-mail address right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import PlumblineError
from engine.history import append_audit_log
from handlers.directory.reading import person
from handlers.directory.tables import Person

LONGEST = 254


class AddressRefused(PlumblineError):
    """The address cannot be used; the sentence says why."""


def correct_address(
    session: Session,
    tenant: str,
    person_id: str,
    address: str,
    *,
    allows: Callable[[str], bool],
    by: str,
    reason: str,
    now: datetime,
) -> None:
    """Write the address into the directory and say so in the audit log, which keeps no address.

    Letters that wait go there too. Raises AddressRefused, also for somebody who has left.
    """
    row, wanted = person(session, tenant, person_id), address.strip()
    if row is None or not row.active:
        raise AddressRefused("They do not work here now: nothing is sent to them any longer")
    refuse_address(wanted, allows)
    if _of_another(session, row, wanted):
        raise AddressRefused("Somebody else has this address: they would get what is not for them")
    if wanted == row.email:
        raise AddressRefused("This is the address they have already")
    row.email = wanted
    append_audit_log(
        session,
        tenant,
        at=now,
        by=by,
        action="person.address",
        about=person_id,
        detail={"reason": reason},
    )


def _of_another(session: Session, row: Person, address: str) -> bool:
    others = (Person.tenant_id == row.tenant_id, Person.id != row.id, Person.active)
    query = select(Person.id).where(*others, func.lower(Person.email) == address.lower()).limit(1)
    return session.scalars(query).first() is not None


def refuse_address(address: str, allows: Callable[[str], bool]) -> None:
    """Raise AddressRefused unless it is exactly one address at a domain letters may go to."""
    try:
        read = Address(addr_spec=address)
    except (ValueError, IndexError):
        read = None
    if read is None or not read.domain or len(address) > LONGEST:
        raise AddressRefused("Enter one e-mail address, like name@example.gov.uk")
    if not allows(address):
        raise AddressRefused(f"Letters may not go to addresses at {read.domain}")
