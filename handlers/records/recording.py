"""`records.recording`: what was recorded on the child's file, or not confirmed (R63 to R65)."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from engine.registry import handler
from engine.services import Services
from handlers.records.fields import day_of
from handlers.records.finding import audit_of, written
from handlers.records.tables import Recording

DONE, NOT_CONFIRMED = "done", "not_confirmed"


@handler("records.recording")
def recording(
    services: Services,
    *,
    audit: str,
    recorded: dict[str, object],
    outcomes: dict[str, str] | None = None,
) -> None:
    """Keeps one row for each thing to record: `recorded` has its date, null when none came.

    `outcomes` may name another outcome than "done" or "not_confirmed" for some of them.
    """
    said = outcomes or {}
    with services.transaction() as session:
        row = audit_of(session, services.tenant, audit)
        if written(session, services, Recording) is None:
            for what, on in recorded.items():
                one = outcome(on, said.get(what))
                session.add(_row(services, row.id, what, one, day_of(on)))


def outcome(on: object, said: str | None) -> str:
    """What became of one recording: what somebody said, else whether it has a date."""
    return said or (DONE if on is not None else NOT_CONFIRMED)


def _row(services: Services, audit: UUID, what: str, outcome: str, on: date | None) -> Recording:
    return Recording(
        tenant_id=services.tenant,
        id=uuid4(),
        audit_id=audit,
        what=what,
        outcome=outcome,
        on=on,
        at=services.now,
        activity_key=services.activity.key,
    )
