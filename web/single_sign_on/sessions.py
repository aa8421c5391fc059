"""Which sign-ins the provider knows: signing out here signs out there, and the other way round."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from web.account.sign_ins import key_of
from web.account.tables import SignIn
from web.single_sign_on.claims import Claimed
from web.single_sign_on.tables import ProviderSession


def remember(session: Session, tenant: str, token: str, claimed: Claimed, id_token: str) -> None:
    """Keep what the provider calls this sign-in; forget it of those that are over."""
    living = select(SignIn.id).where(SignIn.tenant_id == tenant)
    over = (ProviderSession.tenant_id == tenant, ProviderSession.id.not_in(living))
    session.execute(delete(ProviderSession).where(*over))
    session.add(
        ProviderSession(
            tenant_id=tenant,
            id=key_of(token),
            subject=claimed.sub,
            session=claimed.session,
            id_token=id_token,
        )
    )


def id_token_of(session: Session, tenant: str, token: str) -> str | None:
    """What the provider gave for this sign-in, or None when it was not made by the provider."""
    row = session.get(ProviderSession, (tenant, key_of(token)))
    return row.id_token if row is not None else None


def end(session: Session, tenant: str, subject: str | None, provider_session: str | None) -> int:
    """End the sign-ins the provider says are over: one session, or all of somebody. How many."""
    of = (
        ProviderSession.session == provider_session
        if provider_session
        else ProviderSession.subject == subject
    )
    theirs = select(ProviderSession.id).where(ProviderSession.tenant_id == tenant, of)
    gone = (SignIn.tenant_id == tenant, SignIn.id.in_(theirs))
    ended = session.execute(delete(SignIn).where(*gone).returning(SignIn.id)).all()
    return len(ended)
