"""What an audit set off, in sentences, for those who may know of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.tables import UserTask
from handlers.follow_ups.reading import follow_ups
from handlers.follow_ups.telling import may_be_told, sentence
from web.access.facts import AuditFacts


def told_of(
    session: Session, tenant: str, audit: UUID, facts: AuditFacts, person: str
) -> list[str]:
    """A sentence for each concern and response this person may know of, oldest first."""
    rows = follow_ups(session, tenant, audit)
    acted = _acted(session, tenant, [row.instance_id for row in rows], person)
    return [
        sentence(row)
        for row in rows
        if may_be_told(row, person, facts.standings, row.instance_id in acted)
    ]


def _acted(session: Session, tenant: str, instances: list[UUID], person: str) -> set[UUID]:
    """The instances in which this person has, or had, something to do."""
    if not instances:
        return set()
    query = select(UserTask.instance_id).where(
        UserTask.tenant_id == tenant,
        UserTask.instance_id.in_(instances),
        or_(UserTask.assignee == person, UserTask.completed_by == person),
    )
    return set(session.scalars(query))
