"""The code that makes somebody the first administrator: printed once, used once, for one day."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from web.account.tables import FirstCode

LASTS = timedelta(days=1)
BYTES, GROUP = 15, 4


def make(session: Session, tenant: str, now: datetime) -> str:
    """A new code, in groups that can be typed; whatever code there was is void."""
    word = base64.b32encode(secrets.token_bytes(BYTES)).decode()
    session.execute(delete(FirstCode).where(FirstCode.tenant_id == tenant))
    session.add(FirstCode(tenant_id=tenant, id=_key(word), made_at=now))
    return "-".join(word[at : at + GROUP] for at in range(0, len(word), GROUP))


def waits(session: Session, tenant: str, now: datetime) -> bool:
    """Whether there is a code that could still be used."""
    query = select(FirstCode.id).where(
        FirstCode.tenant_id == tenant, FirstCode.made_at > now - LASTS
    )
    return session.scalars(query).first() is not None


def take(session: Session, tenant: str, code: str, now: datetime) -> bool:
    """Use it up; whether it was the right one. Of two at once, one has it."""
    right = (FirstCode.tenant_id == tenant, FirstCode.id == _key(code))
    query = delete(FirstCode).where(*right, FirstCode.made_at > now - LASTS)
    return bool(session.execute(query.returning(FirstCode.id)).all())


def _key(code: str) -> str:
    """As it is kept: whoever reads the database cannot use it."""
    word = "".join(one for one in code.upper() if one.isalnum())
    return hashlib.sha256(word.encode()).hexdigest()
