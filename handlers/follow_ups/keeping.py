"""`follow_up.begin`, `.note` and `.close`: the dates and codes of what an audit set off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from engine.errors import Permanent
from engine.registry import handler
from engine.services import Services
from handlers.follow_ups.tables import FollowUp
from handlers.records.finding import audit_of

KINDS = ("concern", "inadequate_critical", "improvement")
EVENTS = ("acknowledged", "told", "acted", "escalated")


@handler("follow_up.begin", outputs=("follow_up", "owner"))
def begin(
    services: Services,
    *,
    kind: str,
    audit: str,
    raised_by: str | None = None,
    owner: str | None = None,
    level: str | None = None,
    withheld: bool = False,
) -> Mapping[str, object]:
    """Notes that an audit set something off; gives its id, and who has to act."""
    if kind not in KINDS:
        raise Permanent(f"There is no kind of follow-up “{kind}”: it is one of {', '.join(KINDS)}.")
    with services.transaction() as session:
        row = audit_of(session, services.tenant, audit)
        query = select(FollowUp.id).where(
            FollowUp.tenant_id == services.tenant,
            FollowUp.activity_key == services.activity.key,
        )
        known = session.scalars(query).first()
        if known is None:
            known = uuid4()
            session.add(
                FollowUp(
                    tenant_id=services.tenant, id=known, audit_id=row.id,
                    instance_id=services.instance_id, kind=kind, reference=row.reference,
                    raised_by=raised_by, owner=owner, level=level, withheld=withheld,
                    opened_at=services.now, activity_key=services.activity.key,
                )
            )  # fmt: skip
    return {"follow_up": str(known), "owner": owner}


@handler("follow_up.note")
def note(
    services: Services,
    *,
    follow_up: str,
    event: str | None = None,
    owner: str | None = None,
    level: str | None = None,
) -> None:
    """Notes when something first happened, who has to act now, or the level of practice."""
    with services.transaction() as session:
        row = session.get_one(FollowUp, (services.tenant, UUID(follow_up)))
        noted(row, event, services.now)
        row.owner = owner or row.owner
        row.level = level or row.level


@handler("follow_up.close")
def close(services: Services, *, follow_up: str, outcome: str) -> None:
    """Notes that it is over and how it ended; once over it stays so."""
    with services.transaction() as session:
        row = session.get_one(FollowUp, (services.tenant, UUID(follow_up)))
        if row.closed_at is None:
            row.closed_at, row.outcome = services.now, outcome


def noted(row: FollowUp, event: str | None, now: datetime) -> None:
    """Keep the first time of an event. Permanent when nobody knows that event."""
    if event is None:
        return
    if event not in EVENTS:
        raise Permanent(f"A follow-up knows no “{event}”: it is one of {', '.join(EVENTS)}.")
    column = f"{event}_at"
    setattr(row, column, getattr(row, column) or now)
