"""How a person stands to audits: one set of conditions, for one audit and for lists alike."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, literal, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from engine.tables import UserTask
from handlers.follow_ups.tables import FollowUp
from handlers.records.audits import Audit
from handlers.records.tables import DistributionRecord, StageRecord
from web.access.actor import Actor
from web.access.facts import AuditFacts, DocumentFacts, Standing

Readers = Collection[str]
INSTANCE = Audit.instance_id
OFFICERS_FORMS = ("officer_moderation", "confirm_grading")


def visible(actor: Actor, tenant: str, readers: Readers) -> ColumnElement[bool]:
    """The condition on Audit that holds for exactly those this person may see.

    `readers`: the roles that see all of them, though nothing of what they say.
    """
    if actor.has(*readers):  # all of them: nothing else has to be asked
        return Audit.tenant_id == tenant
    return and_(Audit.tenant_id == tenant, or_(*_conditions(actor, tenant, readers).values()))


def audit_facts(
    session: Session, tenant: str, actor: Actor, audit: UUID, readers: Readers
) -> AuditFacts:
    """How the person stands to one audit, and what has been submitted in it."""
    conditions = _conditions(actor, tenant, readers)
    query = select(*(c.label(name) for name, c in conditions.items()))
    row = session.execute(query.where(Audit.tenant_id == tenant, Audit.id == audit)).one_or_none()
    held = [name for name, value in zip(conditions, row or (), strict=False) if value]
    stages = select(StageRecord.stage).where(
        StageRecord.tenant_id == tenant, StageRecord.audit_id == audit
    )
    submitted = frozenset(session.scalars(stages))
    return AuditFacts(frozenset(held), submitted, 2 in submitted or _shown(session, tenant, audit))


def _shown(session: Session, tenant: str, audit: UUID) -> bool:
    """Whether a user task of the reviewer that looks at earlier answers was reached and stands."""
    query = select(UserTask.details).join(Audit, Audit.instance_id == UserTask.instance_id)
    theirs = (
        UserTask.tenant_id == tenant,
        Audit.tenant_id == tenant,
        Audit.id == audit,
        UserTask.assignee == Audit.reviewer,
    )
    rows = session.scalars(query.where(*theirs, UserTask.state.in_(("open", "completed"))))
    return any(details.get("reviews") for details in rows)


def document_facts(
    session: Session, tenant: str, actor: Actor, document: UUID, readers: Readers
) -> DocumentFacts | None:
    """Whom a document was sent to, and of which audit it is; None when it is of none."""
    rows = session.execute(
        select(DistributionRecord.person_id, DistributionRecord.audit_id).where(
            DistributionRecord.tenant_id == tenant, DistributionRecord.document_id == document
        )
    ).all()
    if not rows:
        return None
    facts = audit_facts(session, tenant, actor, rows[0].audit_id, readers)
    return DocumentFacts(frozenset(r.person_id for r in rows), facts.may_read("stage1"))


def _conditions(actor: Actor, tenant: str, readers: Readers) -> dict[Standing, ColumnElement[bool]]:
    me = actor.person
    return {
        "auditor": _is(Audit.auditor, actor),
        "reviewer": _is(Audit.reviewer, actor),
        "social_worker": _is(Audit.social_worker, actor),
        "officer": or_(_is(Audit.officer, actor), _moderates(tenant, actor)),
        "recipient": _was_sent_something(tenant, me),
        "participant": _had_something_to_do(tenant, me),
        "reader": literal(actor.has(*readers)),
    }


def _was_sent_something(tenant: str, me: str) -> ColumnElement[bool]:
    row = DistributionRecord
    return Audit.id.in_(select(row.audit_id).where(row.tenant_id == tenant, row.person_id == me))


def _is(
    column: InstrumentedAttribute[Any],
    actor: Actor,
    instance: InstrumentedAttribute[Any] = INSTANCE,
) -> ColumnElement[bool]:
    """Whether a part is theirs: their own, or that of somebody they stand in for there."""
    own = column.is_not(None) & (column == actor.person)
    covering = actor.covering
    theirs = [and_(column == one, instance.in_(where)) for one, where in covering.carried.items()]
    if covering.people:
        theirs.append(column.in_(covering.people) & instance.not_in(covering.barred))
    return or_(own, *(column.is_not(None) & instance.is_not(None) & one for one in theirs))


def _moderates(tenant: str, actor: Actor) -> ColumnElement[bool]:
    """Appointed, and the finding not given yet: the audit names its officer from then on.

    Or assigned to confirm a grading of inadequate critical.
    """
    theirs = (
        UserTask.form.in_(OFFICERS_FORMS),
        _is(UserTask.assignee, actor),
        UserTask.state.in_(("open", "completed")),
    )
    return _has(tenant, select(UserTask.instance_id).where(UserTask.tenant_id == tenant, *theirs))


def _had_something_to_do(tenant: str, me: str) -> ColumnElement[bool]:
    own = select(UserTask.instance_id).where(UserTask.tenant_id == tenant)
    return _has(tenant, union(own.where(UserTask.assignee == me), own.where(_did(me))))


def _did(me: str) -> ColumnElement[bool]:
    return UserTask.completed_by == me


def _has(tenant: str, instances: Select[Any] | CompoundSelect[Any]) -> ColumnElement[bool]:
    """One of these instances is the audit's own, or was set off by it.

    They are found once, by the person: asked about each audit, a list of them would take as long
    as there are audits and user tasks.
    """
    beside = select(FollowUp.audit_id).where(
        FollowUp.tenant_id == tenant, FollowUp.instance_id.in_(instances)
    )
    return or_(
        Audit.instance_id.is_not(None) & Audit.instance_id.in_(instances), Audit.id.in_(beside)
    )
