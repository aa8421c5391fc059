"""Legal holds by hand: on an audit, a child, a person or everything; and what they keep."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from engine.errors import AlreadyDone, NotFound
from engine.history import append_audit_log
from handlers.directory.reading import person
from handlers.records.audits import Audit
from handlers.refusal import FieldRefused
from handlers.retention.hold import audit_named
from handlers.retention.tables import LegalHold

About = Literal["audit", "child", "person", "all"]
ABOUT: tuple[About, ...] = get_args(About)
PARTS = (Audit.auditor, Audit.reviewer, Audit.social_worker, Audit.service_manager, Audit.officer)


class HoldRefused(FieldRefused):
    """The hold cannot be placed so."""


def place(
    session: Session,
    tenant: str,
    about: About,
    subject: str,
    *,
    by: str,
    reason: str,
    now: datetime,
) -> UUID:
    """Place one; its id. Raises HoldRefused, or AlreadyDone when it stands already."""
    audit, held = _named(session, tenant, about, subject)
    row = LegalHold(
        tenant_id=tenant, id=uuid4(), about=about, subject=held, audit_id=audit, set_by=by,
        set_at=now, reason=reason, cleared_reason="",
    )  # fmt: skip
    row.activity_key = f"by hand:{row.id}"
    for one in standing(session, tenant):
        if (one.about, one.subject, one.audit_id) == (about, held, audit):
            raise AlreadyDone(one.set_by, one.set_at, "This is on hold already.")
    session.add(row)
    _note(session, tenant, "hold.place", row, by, reason, now)
    return row.id


def lift(
    session: Session, tenant: str, hold: UUID, *, by: str, reason: str, now: datetime
) -> LegalHold:
    """Lift it. Raises NotFound, or AlreadyDone when somebody has."""
    row = session.get(LegalHold, (tenant, hold))
    if row is None:
        raise NotFound("There is no such hold.")
    if row.cleared_at is not None:
        raise AlreadyDone(row.cleared_by, row.cleared_at, "This hold has been lifted already.")
    row.cleared_at, row.cleared_by, row.cleared_reason = now, by, reason
    _note(session, tenant, "hold.lift", row, by, reason, now)
    return row


def standing(session: Session, tenant: str) -> Sequence[LegalHold]:
    """Those that stand now, the latest first."""
    query = select(LegalHold).where(LegalHold.tenant_id == tenant, LegalHold.cleared_at.is_(None))
    return session.scalars(query.order_by(LegalHold.set_at.desc())).all()


def lifted(session: Session, tenant: str, most: int = 20) -> Sequence[LegalHold]:
    """Those that were lifted last."""
    query = select(LegalHold).where(LegalHold.tenant_id == tenant)
    over = query.where(LegalHold.cleared_at.is_not(None)).order_by(LegalHold.cleared_at.desc())
    return session.scalars(over.limit(most)).all()


def references(session: Session, tenant: str, audits: Iterable[UUID | None]) -> dict[UUID, str]:
    """The references of these audits."""
    ids = {one for one in audits if one}
    query = select(Audit.id, Audit.reference).where(Audit.tenant_id == tenant, Audit.id.in_(ids))
    return {id: reference for id, reference in session.execute(query)}


def keeping(
    session: Session, tenant: str, names: Collection[str], audits: Iterable[UUID]
) -> list[LegalHold]:
    """Those that keep a subject with one of these numbers or ids, or one of these audits."""
    known, about = {one.casefold() for one in names}, set(audits)
    return [
        one
        for one in standing(session, tenant)
        if one.about == "all"
        or one.audit_id in about
        or (one.subject is not None and one.subject.casefold() in known)
    ]


def kept_audits() -> ColumnElement[bool]:
    """Whether a hold keeps the audit of the row: its own, its child's, or a person's in it."""
    hold = LegalHold
    subject = or_(
        hold.audit_id == Audit.id,
        and_(hold.about == "child", hold.subject == Audit.case_id),
        and_(hold.about == "person", or_(*(hold.subject == part for part in PARTS))),
    )
    return exists().where(hold.tenant_id == Audit.tenant_id, hold.cleared_at.is_(None), subject)


def _named(
    session: Session, tenant: str, about: About, subject: str
) -> tuple[UUID | None, str | None]:
    """The audit, or the number or id, that is meant. Raises HoldRefused."""
    typed = "".join(subject.split())
    if about == "all":
        return None, None
    if about == "audit":
        found = audit_named(session, tenant, typed)
        if found is None:
            raise HoldRefused("subject", "Enter the reference of an audit, such as AUD-2026-12-001")
        return found, None
    if about == "person" and person(session, tenant, typed) is None:
        raise HoldRefused("subject", "Enter the staff number of somebody who works here or did")
    if not typed or len(typed) > 40:
        raise HoldRefused("subject", "Enter the number of the child's case")
    return None, typed if about == "person" else typed.upper()


def _note(
    session: Session, tenant: str, action: str, row: LegalHold, by: str, reason: str, now: datetime
) -> None:
    append_audit_log(
        session, tenant, at=now, by=by, action=action, about=str(row.id),
        detail={"reason": reason, "kind": row.about},
    )  # fmt: skip
