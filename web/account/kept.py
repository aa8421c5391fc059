"""Words posted after a sign-in ran out: kept for an hour, given back to the same person only."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from web.account.tables import KeptWords

KEPT_FOR = timedelta(hours=1)
_OURS = {"csrf_token"}


def keep(
    session: Session, tenant: str, person: str, path: str, words: MultiDict[str, str], now: datetime
) -> str:
    """Keep what was posted to `path`. Returns the id to ask for it with."""
    identity = secrets.token_urlsafe(24)
    lists = {name: values for name, values in words.lists() if name not in _OURS}
    row = KeptWords(
        tenant_id=tenant, id=identity, person=person, path=path, words=lists, kept_at=now
    )
    session.add(row)
    return identity


def take(
    session: Session, tenant: str, identity: str, person: str, path: str, now: datetime
) -> MultiDict[str, str] | None:
    """The words kept under `identity` for this person and path, once; None when there are none."""
    row = session.get(KeptWords, (tenant, identity))
    if row is None or (row.person, row.path) != (person, path) or now - row.kept_at > KEPT_FOR:
        return None
    session.delete(row)
    words: Mapping[str, list[str]] = row.words
    return MultiDict([(name, value) for name, values in words.items() for value in values])


def sweep(session: Session, tenant: str, now: datetime) -> None:
    """Forget words nobody came back for."""
    old = KeptWords.kept_at < now - KEPT_FOR
    session.execute(delete(KeptWords).where(KeptWords.tenant_id == tenant, old))
