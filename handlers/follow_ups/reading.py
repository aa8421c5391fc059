"""`follow_up.open`, and the follow-ups of an audit as pages and prints need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from engine.database import matching
from engine.registry import handler
from engine.services import Services
from handlers.follow_ups.tables import FollowUp
from handlers.records.finding import audit_of


@handler("follow_up.open", outputs=("open",))
def open_kinds(services: Services, *, audit: str) -> Mapping[str, object]:
    """Lists the kinds of follow-up that are open for an audit, each once."""
    with services.reading() as session:
        row = audit_of(session, services.tenant, audit)
        found = follow_ups(session, services.tenant, row.id)
    return {"open": sorted({one.kind for one in found if one.closed_at is None})}


def follow_ups(session: Session, tenant: str, audit: UUID, kind: str = "") -> Sequence[FollowUp]:
    """The follow-ups of an audit, oldest first; with `kind`, those of that kind."""
    which = {"tenant_id": tenant, "audit_id": audit} | ({"kind": kind} if kind else {})
    return session.scalars(matching(FollowUp, *which, order=("opened_at", "id")), which).all()
