"""`leavers.work` and `leavers.give_back`: what people who have left still had to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.history import append_history
from engine.registry import handler
from engine.services import Services
from engine.tables import UserTask
from engine.transition import lock_instance_of
from handlers.directory.tables import Person
from handlers.leavers.tables import Handover
from handlers.leavers.work import Work, undone
from handlers.records.audits import Audit

GIVEN_BACK = "unclaimed"


@handler("leavers.give_back", outputs=("given_back",))
def give_back(services: Services) -> Mapping[str, object]:
    """Puts what people took from a role, and did not finish before they left, back for the role."""
    found = _taken(services.session, services.tenant)
    for task in found:
        _free(services.session, services, task)
    return {"given_back": len(found)}


@handler("leavers.work", outputs=("matters",))
def work(services: Services) -> Mapping[str, object]:
    """Lists what people who have left still had to do and nobody carries on, one entry for each
    person and matter.

    Each has `handover`, `person`, `name`, `matter`, `about`, `part`, `processes` and `waits`.
    `matter` is an audit's reference, or another business key, and `about` what people call it;
    `part` is auditor, reviewer, officer, service_manager, social_worker, owner (of what an audit
    set off) or other.
    """
    session = services.session
    found = undone(session, services.tenant, services.instance_id)
    audits = _audits(session, services.tenant, found)
    return {"matters": [_opened(services, one, audits.get(one.matter)) for one in found]}


def _opened(services: Services, work: Work, audit: Audit | None) -> dict[str, object]:
    id, part = uuid4(), work.part(audit)
    services.session.add(
        Handover(
            tenant_id=services.tenant, id=id, person=work.person.id, matter=work.matter, part=part,
            found_at=services.now, instance_id=services.instance_id,
            activity_key=f"{services.activity.key}:{work.person.id}:{work.matter}",
        )
    )  # fmt: skip
    return {
        "handover": str(id),
        "person": work.person.id,
        "name": work.person.name,
        "matter": work.matter,
        "about": work.about,
        "part": part,
        "processes": sorted({one.process_key for one in work.tasks}),
        "waits": sorted({one.name for one in work.tasks}),
    }


def _audits(session: Session, tenant: str, found: Sequence[Work]) -> dict[str, Audit]:
    query = select(Audit).where(
        Audit.tenant_id == tenant, Audit.reference.in_({one.matter for one in found})
    )
    return {one.reference: one for one in session.scalars(query)} if found else {}


def _taken(session: Session, tenant: str) -> Sequence[UserTask]:
    gone = select(Person.id).where(Person.tenant_id == tenant, Person.active.is_(False))
    mine = (UserTask.tenant_id == tenant, UserTask.state == "open", UserTask.assignee.in_(gone))
    query = select(UserTask).where(*mine, UserTask.candidate_group.is_not(None))
    return session.scalars(query.order_by(UserTask.instance_id, UserTask.id)).all()


def _free(session: Session, services: Services, task: UserTask) -> None:
    """Done in the step's own transaction: nobody who holds that instance waits for this one."""
    instance = lock_instance_of(session, services.tenant, task.id)
    row = session.get_one(UserTask, (services.tenant, task.id), populate_existing=True)
    if row.state == "open":
        row.assignee = None
        about = {"task_id": row.id, "element_id": row.element_id, "name": row.name}
        line = {"at": services.now, "kind": GIVEN_BACK, "by": "system", **about}
        append_history(session, instance, [line])
