"""From the token of a request to who asks: the client itself, or the person it acts for."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, g, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from engine.history import append_audit_log
from web.access.actor import Actor
from web.account.signing_in import load_actor
from web.clients.keeping import ACTS_AS, by_token
from web.clients.tables import Client
from web.parts import parts

PERSON = "Plumbline-Person"
TOUCH_AFTER = timedelta(minutes=5)


def admitted(scope: str) -> Actor:
    """Who asks with the token of this request. Ends it with 401 or 403 when nobody may."""
    client = client_now()
    if client is None:
        raise Unauthorized(
            "Send the token of a client that has not ended, as “Authorization: Bearer …”.",
            www_authenticate=WWWAuthenticate("bearer"),
        )
    if scope not in client.scopes:
        abort(403, f"The client does not have the scope {scope}.")
    actor = actor_of(client)
    if actor is None:
        abort(403, f"The client may not act for people, or {PERSON} names nobody who works here.")
    g.client = client
    return actor


def client_now() -> Client | None:
    """The client whose token came with this request, or None."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        return None
    here, now = parts(), parts().clock.now()
    with here.database.read() as db:
        found = by_token(db, here.tenant, token.strip(), now)
    if found is not None and (found.used_at is None or now - found.used_at > TOUCH_AFTER):
        with here.database.write() as db:
            _touch(db, found)
    return found


def actor_of(client: Client) -> Actor | None:
    """The person it acts for, or the client with its own roles. None when it may not, or when
    there is no such person."""
    wanted = request.headers.get(PERSON, "").strip()
    if not wanted:
        return Actor(f"{ACTS_AS}{client.id}", client.name, frozenset(client.roles))
    return load_actor(parts(), wanted) if client.for_people else None


def _touch(session: Session, client: Client) -> None:
    row = session.get(Client, (client.tenant_id, client.id))
    if row is not None:
        row.used_at = parts().clock.now()


def note(operation: str) -> None:
    """Say in the audit log that a client did something in a person's name."""
    here, client, by = parts(), by_client(), g.actor.person
    about = f"{ACTS_AS}{client.id}"
    if by == about:
        return
    detail = {"operation": operation, "address": request.path[:200]}
    told = {"by": by, "action": "client.act", "about": about, "detail": detail}
    now = here.clock.now()
    here.database.transact(lambda db: append_audit_log(db, here.tenant, at=now, **told))


def by_client() -> Client:
    """The client of this request, which the gate has let through."""
    found: Client = g.client
    return found
