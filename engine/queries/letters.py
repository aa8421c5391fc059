"""The letters: what was written to whom, why, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.queries.page import SIZE, Page, like, one_of, page_of
from engine.tables import Mail


@dataclass(frozen=True)
class MailFilters:
    """Each narrows the list; `text` looks in subject and address."""

    recipient: str | None = None
    letter: str | None = None
    state: str | None = None
    business_key: str | None = None
    instance_id: UUID | None = None
    text: str = ""


def mail(session: Session, tenant: str, mail_id: UUID) -> Mail:
    """One letter. NotFound when there is none."""
    return one_of(session, Mail, tenant, mail_id, "letter")


def mails(
    session: Session,
    tenant: str,
    filters: MailFilters | None = None,
    page: int = 1,
    size: int = SIZE,
) -> Page[Mail]:
    """Letters, newest first."""
    chosen = filters or MailFilters()
    query = select(Mail).where(Mail.tenant_id == tenant)
    for name in ("recipient", "letter", "state", "business_key", "instance_id"):
        wanted = getattr(chosen, name)
        if wanted is not None:
            query = query.where(getattr(Mail, name) == wanted)
    if chosen.text.strip():
        pattern = like(chosen.text)
        found = (column.ilike(pattern, escape="/") for column in (Mail.subject, Mail.address))
        query = query.where(or_(*found))
    return page_of(session, query.order_by(Mail.created_at.desc(), Mail.id), page, size)
