"""`records.state` and `records.reflect`: how far an audit is, and the social worker's view."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from engine.registry import handler
from engine.services import Services
from handlers.records.finding import audit_of, written
from handlers.records.tables import Reflection


@handler("records.state")
def set_state(services: Services, *, audit: str, state: str) -> None:
    """Notes how far the audit is, such as discounted or cancelled; a concluded one stays so."""
    with services.transaction() as session:
        row = audit_of(session, services.tenant, audit)
        if row.concluded_at is None:
            row.state = state


@handler("records.reflect", outputs=("recorded",))
def reflect(
    services: Services, *, audit: str, late: bool, submission: str | None = None
) -> Mapping[str, object]:
    """Keeps what the social worker contributed, or that nothing came (R14)."""
    with services.transaction() as session:
        row = audit_of(session, services.tenant, audit)
        if written(session, services, Reflection) is None:
            session.add(_reflection(services, row.id, late, submission))
    return {"recorded": submission is not None}


def _reflection(services: Services, audit: UUID, late: bool, submission: str | None) -> Reflection:
    given = services.submission(submission) if submission else None
    return Reflection(
        tenant_id=services.tenant,
        id=uuid4(),
        audit_id=audit,
        submission_id=given.id if given else None,
        answers=given.answers if given else {},
        late=late,
        at=services.now,
        activity_key=services.activity.key,
    )
