"""What people who have left still had to do: one matter at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from engine.tables import ProcessInstance, UserTask
from handlers.absences.audits import waiting
from handlers.absences.tables import AbsenceReport
from handlers.directory.roles import words
from handlers.directory.tables import Person
from handlers.follow_ups.tables import FollowUp
from handlers.leavers.reading import KEYLESS, matter_of, standing
from handlers.leavers.tables import Handover
from handlers.records.audits import Audit

LIVE, OPEN = ("open", "suspended"), ("active", "suspended")
PARTS = ("auditor", "reviewer", "officer", "service_manager", "social_worker")
TO_COME = (Audit.auditor, Audit.reviewer, Audit.officer)


@dataclass
class Work:
    """What one person had to do in one matter: the names of what waits, and in which process."""

    person: Person
    matter: str
    tasks: list[UserTask] = field(default_factory=list)
    follows_up: bool = False

    @property
    def about(self) -> str:
        """What people call the matter: its key, else the name of what waits there."""
        return self.tasks[0].name if self.matter.startswith(KEYLESS) else self.matter

    def part(self, audit: Audit | None) -> str:
        """What they are in it: their part in the audit, owner of what it set off, or other."""
        if any(one.lane == words("pdo") for one in self.tasks):
            return "officer"
        own = [part for part in PARTS if audit and getattr(audit, part) == self.person.id]
        return (own or ["owner" if self.follows_up else "other"])[0]


def undone(session: Session, tenant: str, asking: UUID) -> list[Work]:
    """What nobody carries on and nobody is asked about yet, by person and matter; `asking` is the
    process instance that will ask."""
    found: dict[tuple[str, str], Work] = {}
    gone = {one.id: one for one in leavers(session, tenant)}
    if not gone:
        return []
    for person, matter, task in _all(session, tenant, sorted(gone)):
        work = found.setdefault((person, matter), Work(gone[person], matter))
        work.tasks += [task] if isinstance(task, UserTask) else []
        work.follows_up |= isinstance(task, FollowUp)
    settled = _settled(session, tenant, sorted(gone), asking)
    return [work for key, work in sorted(found.items()) if key not in settled]


def leavers(session: Session, tenant: str) -> Sequence[Person]:
    """Everybody who does not work here any more."""
    query = select(Person).where(Person.tenant_id == tenant, Person.active.is_(False))
    return session.scalars(query).all()


def _all(
    session: Session, tenant: str, people: Sequence[str]
) -> Iterator[tuple[str, str, UserTask | FollowUp | None]]:
    absent = _dealt_with(session, tenant, people)
    for task in _tasks(session, tenant, people):
        if (task.assignee, task.instance_id) not in absent:
            yield str(task.assignee), matter_of(task.business_key, task.instance_id), task
    for audit in _audits(session, tenant, people):
        for person in {getattr(audit, column.key) for column in TO_COME} & {*people}:
            if (person, audit.instance_id) not in absent:
                yield person, audit.reference, None
    for row in _follow_ups(session, tenant, people):
        for person in {row.owner, row.raised_by} & {*people}:
            yield str(person), row.reference, row


def _tasks(session: Session, tenant: str, people: Sequence[str]) -> Sequence[UserTask]:
    theirs = (UserTask.tenant_id == tenant, UserTask.assignee.in_(people))
    query = select(UserTask).where(*theirs, UserTask.state.in_(LIVE))
    return session.scalars(query.order_by(UserTask.created_at, UserTask.id)).all()


def _audits(session: Session, tenant: str, people: Sequence[str]) -> Sequence[Audit]:
    """Audits under way, in which something may still come to them."""
    instance = (ProcessInstance.tenant_id == tenant) & (ProcessInstance.id == Audit.instance_id)
    theirs = or_(*(part.in_(people) for part in TO_COME))
    query = select(Audit).join(ProcessInstance, instance).where(Audit.tenant_id == tenant, theirs)
    open_ones = (Audit.concluded_at.is_(None), ProcessInstance.status.in_(OPEN))
    return session.scalars(query.where(*open_ones)).all()


def _follow_ups(session: Session, tenant: str, people: Sequence[str]) -> Sequence[FollowUp]:
    theirs = or_(FollowUp.owner.in_(people), FollowUp.raised_by.in_(people))
    query = select(FollowUp).where(FollowUp.tenant_id == tenant, theirs)
    return session.scalars(query.where(FollowUp.closed_at.is_(None))).all()


def _dealt_with(
    session: Session, tenant: str, people: Sequence[str]
) -> set[tuple[str | None, UUID | None]]:
    """Audits whose auditor may be discounted, or whose reviewer may be replaced, while their
    absence is asked about (section 4.1)."""
    absent = session.scalars(_absent(tenant).where(AbsenceReport.person_id.in_(people)))
    asked = {(one, UUID(it.audit)) for one in {*absent} for it in waiting(session, tenant, one)}
    query = select(Audit.id, Audit.instance_id).where(
        Audit.tenant_id == tenant, Audit.id.in_({audit for _, audit in asked})
    )
    instances = {audit: instance for audit, instance in session.execute(query)} if asked else {}
    return {(person, instances[audit]) for person, audit in asked}


def _absent(tenant: str) -> Select[str]:
    """Whose absence somebody is asked about now."""
    of_it = (UserTask.tenant_id == tenant) & (UserTask.instance_id == AbsenceReport.instance_id)
    query = select(AbsenceReport.person_id).join(UserTask, of_it)
    return query.where(AbsenceReport.tenant_id == tenant, UserTask.state.in_(LIVE))


def _settled(
    session: Session, tenant: str, people: Sequence[str], asking: UUID
) -> set[tuple[str, str]]:
    """What others ask about, what somebody carries on, and where nobody needs to."""
    others = select(ProcessInstance.id).where(
        ProcessInstance.tenant_id == tenant,
        ProcessInstance.status.in_(OPEN),
        ProcessInstance.id != asking,
    )
    closed = Handover.decided_at.is_not(None) & Handover.carried_on_by.is_(None)
    asked = Handover.decided_at.is_(None) & Handover.instance_id.in_(others)
    mine = (Handover.tenant_id == tenant, Handover.person.in_(people))
    query = select(Handover).where(*mine, closed | asked)
    rows = [*session.scalars(query), *session.scalars(standing(tenant).where(mine[1]))]
    return {(one.person, one.matter) for one in rows}
