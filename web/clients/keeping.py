"""Making a client, giving it a new token, and ending it. A token is shown once, and only hashed."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.history import append_audit_log
from handlers.directory.roles import ROLES
from handlers.refusal import FieldRefused
from web.clients.scopes import SCOPES
from web.clients.tables import Client

PREFIX = "plumbline_"
ACTS_AS = "client:"
NAMED = re.compile(r"[a-z0-9][a-z0-9-]{1,58}")


class ClientRefused(FieldRefused):
    """A client cannot be made like this."""


@dataclass(frozen=True)
class Wanted:
    """A client as it is asked for. `id` is what history and audit log call it by."""

    id: str
    name: str
    scopes: Sequence[str]
    roles: Sequence[str] = ()
    for_people: bool = False
    ends_at: datetime | None = None


def make(
    session: Session, tenant: str, wanted: Wanted, *, by: str, now: datetime, reason: str = ""
) -> str:
    """Make the client; its token, which nobody can read again. Raises ClientRefused."""
    _judge(session, tenant, wanted, now)
    token = _token()
    row = Client(
        tenant_id=tenant,
        id=wanted.id,
        name=wanted.name.strip(),
        scopes=sorted(set(wanted.scopes)),
        roles=sorted(set(wanted.roles)),
        for_people=wanted.for_people,
        token_hash=hashed(token),
        created_at=now,
        created_by=by,
        ends_at=wanted.ends_at,
    )
    session.add(row)
    session.flush()
    _note(session, row, "client.make", by, now, reason)
    return token


def renew(
    session: Session, tenant: str, client_id: str, *, by: str, now: datetime, reason: str = ""
) -> str:
    """Give it another token; the one before is worth nothing from now on. NotFound, ClientRefused.

    A client that was ended stays ended.
    """
    row = client(session, tenant, client_id)
    if row.revoked_at is not None:
        raise ClientRefused("id", "It has been ended. Make another one.")
    token = _token()
    row.token_hash = hashed(token)
    _note(session, row, "client.renew", by, now, reason)
    return token


def revoke(
    session: Session, tenant: str, client_id: str, *, by: str, now: datetime, reason: str = ""
) -> None:
    """End it: its token is worth nothing from now on. Not an error when it has ended already."""
    row = client(session, tenant, client_id)
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = now, by
        _note(session, row, "client.end", by, now, reason)


def client(session: Session, tenant: str, client_id: str) -> Client:
    """One client. NotFound when there is none."""
    row = session.get(Client, (tenant, client_id))
    if row is None:
        raise NotFound("There is no such client.")
    return row


def clients(session: Session, tenant: str) -> Sequence[Client]:
    """All that ever were, by name."""
    query = select(Client).where(Client.tenant_id == tenant)
    return session.scalars(query.order_by(Client.name, Client.id)).all()


def by_token(session: Session, tenant: str, token: str, now: datetime) -> Client | None:
    """The client whose token this is, while it may be used; else None."""
    same = (Client.tenant_id == tenant, Client.token_hash == hashed(token))
    row = session.scalars(select(Client).where(*same)).one_or_none()
    if row is None or row.revoked_at is not None:
        return None
    return None if row.ends_at is not None and row.ends_at <= now else row


def hashed(token: str) -> str:
    """What is kept of a token: it is random and long, so that nobody can try them all."""
    return hashlib.sha256(token.encode()).hexdigest()


def _judge(session: Session, tenant: str, wanted: Wanted, now: datetime) -> None:
    rules = (
        (not NAMED.fullmatch(wanted.id), "id", "Use 2 to 59 small letters, digits and hyphens."),
        (not 0 < len(wanted.name.strip()) <= 200, "name", "Enter a name of at most 200 letters."),
        (not wanted.scopes, "scopes", "Select what it may ask for."),
        (not set(wanted.scopes) <= SCOPES.keys(), "scopes", "There is no such scope."),
        (not set(wanted.roles) <= ROLES.keys(), "roles", "There is no such role."),
        (
            not wanted.roles and not wanted.for_people and set(wanted.scopes) != {"metrics"},
            "roles",
            "Give it a role of its own, or let it act for people.",
        ),
        (bool(wanted.ends_at and wanted.ends_at <= now), "ends_at", "Enter a day to come."),
    )
    for wrong, field, sentence in rules:
        if wrong:
            raise ClientRefused(field, sentence)
    if session.get(Client, (tenant, wanted.id)) is not None:
        raise ClientRefused("id", "There is a client with this id. Choose another one.")


def _token() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def _note(session: Session, row: Client, action: str, by: str, now: datetime, reason: str) -> None:
    kept = ("scopes", "roles", "for_people")
    detail = {"reason": reason, **{name: getattr(row, name) for name in kept}}
    append_audit_log(
        session,
        row.tenant_id,
        at=now,
        by=by,
        action=action,
        about=f"{ACTS_AS}{row.id}",
        detail=detail,
    )
