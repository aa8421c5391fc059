"""Whether an approval still holds: worked out from what is there now, never remembered."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.changes import rows
from engine.releases.model import ApprovalView, Part, PartName, State
from engine.tables import Approval, ApprovalPart, Change, Deployment

EDITED = "The change was edited after the approval was asked for."
ANEW = "Its approval was asked for anew."
MOVED = "Another version has come into force since the approval was asked for."
GIVEN_UP = "The change was given up."
TOUCHED = "Somebody who approved it has touched the change themselves."


def of_change(session: Session, change: Change) -> ApprovalView | None:
    """The latest approval of a change; None when nobody ever asked."""
    query = select(Approval).where(
        Approval.tenant_id == change.tenant_id, Approval.change_id == change.id
    )
    latest = query.order_by(Approval.number.desc()).limit(1)
    row = session.scalars(latest).first()
    return None if row is None else view(session, row, change)


def of_digest(session: Session, tenant: str, digest: str) -> ApprovalView | None:
    """An approval of this very content that stands; None when there is none."""
    query = select(Approval).where(Approval.tenant_id == tenant, Approval.digest == digest)
    for row in session.scalars(query.order_by(Approval.asked_at.desc())):
        found = view(session, row, session.get_one(Change, (tenant, row.change_id)))
        if found.stands:
            return found
    return None


def view(session: Session, row: Approval, change: Change) -> ApprovalView:
    """The approval with its parts, void when anything has changed since it was asked for."""
    parts = parts_of(session, row)
    touched = rows.views(session, row.tenant_id, [change])[0].touched_by
    why = _void(session, row, change, parts, touched)
    touched |= {part.person for part in parts if part.part == "touched"}
    return ApprovalView(
        row.id, row.change_id, row.bundle_key, row.digest, row.against, row.asked_by, row.asked_at,
        row.note, row.emergency, cast(State, "void" if why else row.state), why, touched, parts,
    )  # fmt: skip


def parts_of(session: Session, row: Approval) -> tuple[Part, ...]:
    """Who had which part, the first first."""
    query = select(ApprovalPart).where(
        ApprovalPart.tenant_id == row.tenant_id, ApprovalPart.approval_id == row.id
    )
    found = session.scalars(query.order_by(ApprovalPart.at, ApprovalPart.person)).all()
    return tuple(Part(p.person, cast(PartName, p.part), p.at, p.note) for p in found)


def in_force(session: Session, tenant: str, bundle_key: str) -> UUID | None:
    """The deployment of the bundle that is in force; None when it was never deployed."""
    active = (Deployment.tenant_id == tenant, Deployment.key == bundle_key, Deployment.active)
    return session.scalars(select(Deployment.id).where(*active)).one_or_none()


def _void(
    session: Session,
    row: Approval,
    change: Change,
    parts: tuple[Part, ...],
    touched: frozenset[str],
) -> str:
    if row.state not in ("open", "approved"):
        return ANEW if row.state == "void" else ""
    if change.state != "open":
        return GIVEN_UP if change.state == "abandoned" else ""
    if row.digest != change.digest:
        return EDITED
    if row.against != in_force(session, row.tenant_id, row.bundle_key):
        return MOVED
    return TOUCHED if any(p.part == "approved" and p.person in touched for p in parts) else ""
