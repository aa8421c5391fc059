"""Processes that people may start, in the versions that would begin for them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.queries.beginning import Takes, in_force, offered
from engine.tables import OfferedStart, ProcessInstance, Submission


def offered_start(
    session: Session, tenant: str, process_key: str, takes: Takes = in_force
) -> OfferedStart:
    """How people may start that process now. NotFound when it is offered to nobody."""
    for row in offered(session, tenant, takes):
        if row.process_key == process_key:
            return row
    raise NotFound(f"The process {process_key} is not offered to anybody.")


def offered_starts(
    session: Session,
    tenant: str,
    person: str,
    groups: Iterable[str],
    takes: Takes = in_force,
) -> list[OfferedStart]:
    """What this person may start now, by its words."""
    return [row for row in offered(session, tenant, takes) if may_start(row, person, groups)]


def may_start(row: OfferedStart, person: str, groups: Iterable[str]) -> bool:
    """Whether it is offered to this person, who belongs to these groups."""
    return person in row.people or not set(groups).isdisjoint(row.groups)


def sent(session: Session, tenant: str, submission_id: UUID) -> Submission | None:
    """What somebody has sent under this id; None when nothing arrived."""
    return session.get(Submission, (tenant, submission_id))


def sent_starts(
    session: Session, tenant: str, person: str, most: int = 20
) -> list[tuple[Submission, OfferedStart, ProcessInstance]]:
    """What this person started processes with, the latest first, and what became of it."""
    return list(session.execute(_sent(tenant, person).limit(most)).all())


def sent_start(
    session: Session, tenant: str, person: str, submission_id: UUID
) -> tuple[Submission, OfferedStart, ProcessInstance] | None:
    """The same for one of them; None when this person sent no such thing."""
    found = session.execute(_sent(tenant, person).where(Submission.id == submission_id))
    return found.one_or_none()


def _sent(tenant: str, person: str) -> Select[Submission, OfferedStart, ProcessInstance]:
    same = (OfferedStart.tenant_id == Submission.tenant_id) & (
        OfferedStart.deployment_id == Submission.deployment_id
    )
    begun = (ProcessInstance.tenant_id == Submission.tenant_id) & (
        ProcessInstance.id == Submission.instance_id
    )
    of_process = ProcessInstance.process_key == OfferedStart.process_key
    query = select(Submission, OfferedStart, ProcessInstance).select_from(Submission)
    query = query.join(OfferedStart, same & (OfferedStart.element_id == Submission.element_id))
    theirs = (Submission.tenant_id == tenant, Submission.by == person)
    mine = query.join(ProcessInstance, begun & of_process).where(
        *theirs, Submission.user_task_id.is_(None)
    )
    return mine.order_by(Submission.at.desc())
