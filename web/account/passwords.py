"""Local accounts: made by an administrator, never with a password that came in the box."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from web.account.tables import Account

SHORTEST = 12
_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """Checked when a name is unknown, so that the time taken tells nothing about who exists."""
    return _hasher.hash("nobody has this password")


class PasswordRefused(Exception):
    """The password cannot be used; the message says why."""


def set_password(
    session: Session, tenant: str, name: str, person: str, password: str, now: datetime
) -> None:
    """Make the account called `name`, or change its password. Raises PasswordRefused."""
    if len(password) < SHORTEST:
        raise PasswordRefused(f"The password must have {SHORTEST} characters or more.")
    if password.lower() in {name.lower(), person.lower()}:
        raise PasswordRefused("The password must not be the name.")
    hashed = _hasher.hash(password)
    session.merge(
        Account(
            tenant_id=tenant,
            id=name.strip().lower(),
            person=person,
            password_hash=hashed,
            closed=False,
            changed_at=now,
        )
    )


def verify(session: Session, tenant: str, name: str, password: str) -> str | None:
    """The person whose account this is, or None when name or password is wrong."""
    account = session.get(Account, (tenant, name.strip().lower()))
    known = account is not None and not account.closed
    hashed = account.password_hash if account is not None and known else _nobody()
    try:
        _hasher.verify(hashed, password)
    except VerificationError:
        return None
    return account.person if account is not None and known else None


def accounts_of(session: Session, tenant: str, person: str) -> Sequence[Account]:
    """The local accounts of a person, by name."""
    query = select(Account).where(Account.tenant_id == tenant, Account.person == person)
    return session.scalars(query.order_by(Account.id)).all()
