"""Opening the content of one instance, closing it, and noting every look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.errors import PlumblineError
from engine.history import append_audit_log
from engine.mailing import Origin
from handlers.directory.reading import names
from handlers.unmasking.tables import Unmasking
from handlers.unmasking.telling import tell, to_tell

MINUTES = (15, 30, 60)


class UnmaskingRefused(PlumblineError):
    """It cannot be opened so; the sentence says what to change."""


@dataclass(frozen=True)
class Asked:
    """Which instance, by whom, why, for how many minutes, and which roles are told of it."""

    instance_id: UUID
    by: str
    reason: str
    minutes: int
    roles: Sequence[str]


def unmask(
    session: Session, tenant: str, asked: Asked, *, now: datetime, mail_domain: str
) -> Unmasking:
    """Open it and tell those whom it concerns. Raises NotFound, UnmaskingRefused."""
    if asked.minutes not in MINUTES:
        raise UnmaskingRefused("Choose for how long")
    if not asked.reason.strip():
        raise UnmaskingRefused("Enter why you need to see it")
    instance = queries.instance(session, tenant, asked.instance_id)
    row = Unmasking(
        tenant_id=tenant,
        id=uuid4(),
        instance_id=instance.id,
        business_key=instance.business_key,
        by=asked.by,
        reason=asked.reason,
        at=now,
        until=now + timedelta(minutes=asked.minutes),
        told=[],
    )
    who = to_tell(session, tenant, row, list(asked.roles))
    row.told = sorted(who)
    session.add(row)
    origin = Origin(tenant, instance.id, instance.business_key, mail_domain)
    tell(session, origin, row, who, names(session, tenant, [asked.by]).get(asked.by, asked.by))
    detail = {"reason": asked.reason, "minutes": asked.minutes, "told": row.told}
    note(session, row, "content.unmask", now, detail)
    return row


def mask(session: Session, tenant: str, unmasked: UUID, now: datetime) -> None:
    """Close it before its time; nothing when it is closed."""
    row = session.get(Unmasking, (tenant, unmasked))
    if row is not None and row.open(now):
        row.ended_at = now
        note(session, row, "content.mask", now, {})


def looked(session: Session, row: Unmasking, part: str, now: datetime) -> None:
    """Note that a part of the content is looked at; in the transaction before it is shown."""
    note(session, row, "content.view", now, {"part": part, "unmasking": str(row.id)})


def unmaskings(session: Session, tenant: str, most: int = 100) -> Sequence[Unmasking]:
    """Who looked at what, the latest first."""
    query = select(Unmasking).where(Unmasking.tenant_id == tenant)
    return session.scalars(query.order_by(Unmasking.at.desc()).limit(most)).all()


def note(
    session: Session, row: Unmasking, action: str, now: datetime, detail: dict[str, object]
) -> None:
    """A line of the audit log about the instance."""
    append_audit_log(
        session,
        row.tenant_id,
        at=now,
        by=row.by,
        action=action,
        about=str(row.instance_id),
        detail=detail,
    )
