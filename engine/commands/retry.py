"""Try again what an incident stopped."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine import queries
from engine.causes import cause_of
from engine.commands import mail_server
from engine.context import SYSTEM, Context
from engine.errors import AlreadyDone, InstanceUnreadable
from engine.history import append_audit_log
from engine.spiff import BudgetExceeded, Execution
from engine.tables import Incident, Job, Mail, Submission
from engine.transition import lock_instance, step
from engine.transition.change import Act

GIVEN_UP = ("refused", "gave_up")


def retry(context: Context, incident_id: UUID, *, by: str, reason: str) -> bool:
    """Whether it went on: False when the same thing failed again, and the incident stays open.

    A job is put back to be run at once, and True only says so. Raises NotFound, AlreadyDone when
    the incident is resolved, InstanceClosed.
    """
    try:
        return context.database.transact(lambda s: retry_in(context, s, incident_id, by, reason))
    except (BudgetExceeded, InstanceUnreadable) as stuck:
        sentence = str(stuck)
        return context.database.transact(lambda s: _again(context, s, incident_id, sentence))


def retry_in(context: Context, session: Session, incident_id: UUID, by: str, reason: str) -> bool:
    """The same inside a transaction that is open already. Raises BudgetExceeded and
    InstanceUnreadable too."""
    incident = _locked(context, session, incident_id)
    if incident.state != "open":
        raise AlreadyDone(incident.resolved_by, incident.resolved_at, "This is resolved already.")
    incident.state, incident.resolved_at = "resolved", context.now()
    incident.resolved_by, incident.reason = by, reason
    _note(context, session, incident, by, reason)
    if incident.kind == mail_server.KIND:
        mail_server.try_now(context, session)
    if incident.job_id is not None:
        _requeue(context, session, incident.job_id)
        return True
    return _go_on(context, session, incident, by, reason)


def _locked(context: Context, session: Session, incident_id: UUID) -> Incident:
    # The instance first, as everywhere; then the incident as it is once both are ours.
    incident = queries.incident(session, context.tenant, incident_id)
    if incident.instance_id is not None:
        lock_instance(session, context.tenant, incident.instance_id)
    session.refresh(incident, with_for_update=True)
    return incident


def _go_on(context: Context, session: Session, incident: Incident, by: str, reason: str) -> bool:
    if incident.instance_id is None:
        return True
    row = queries.instance(session, context.tenant, incident.instance_id)
    extra = _submitted(session, incident)
    line = {"at": context.now(), "kind": "retried", "by": by, "detail": {"reason": reason}}
    act = Act(extra["by"] if extra else SYSTEM, incident.task_id, (line,))
    with step(context, session, row, act) as execution:
        _do_again(execution, incident, extra)
        execution.run()
        problems = {problem.task_id: problem.sentence for problem in execution.problems()}
    if incident.task_id in problems and incident.task_id is not None:
        _reopen(context, incident, problems[incident.task_id])
    return incident.state == "resolved"


def _do_again(execution: Execution, incident: Incident, extra: dict[str, Any] | None) -> None:
    if incident.task_id is None:
        return
    if extra is not None and "offer" in incident.detail:
        execution.take_offer(incident.task_id, extra)
    elif extra is not None:
        execution.complete(incident.task_id, extra)
    else:
        execution.retry(incident.task_id)


def _submitted(session: Session, incident: Incident) -> dict[str, Any] | None:
    if incident.task_id is None:
        return None
    named = incident.detail.get("submission")
    which = Submission.id == UUID(named) if named else Submission.user_task_id == incident.task_id
    query = select(Submission).where(Submission.tenant_id == incident.tenant_id, which)
    row = session.scalars(query.order_by(Submission.at.desc())).first()
    if row is None:
        return None
    return {"answers": row.answers, "submission": str(row.id), "by": row.by, "at": row.at}


def _requeue(context: Context, session: Session, job_id: UUID) -> None:
    theirs = (Job.tenant_id == context.tenant, Job.id == job_id, Job.state == "incident")
    ready = update(Job).where(*theirs).values(state="ready", attempts=0, due_at=context.now())
    session.execute(ready)
    letter = update(Mail).where(Mail.tenant_id == context.tenant, Mail.job_id == job_id)
    session.execute(letter.where(Mail.state.in_(GIVEN_UP)).values(state="queued"))


def _again(context: Context, session: Session, incident_id: UUID, sentence: str) -> bool:
    _reopen(context, queries.incident(session, context.tenant, incident_id), sentence)
    return False


def _reopen(context: Context, incident: Incident, sentence: str) -> None:
    incident.state, incident.sentence = "open", sentence
    incident.occurrences, incident.last_at = incident.occurrences + 1, context.now()
    alike = (incident.process_key, incident.kind, incident.element_id, sentence)
    incident.cause = cause_of(*alike)
    incident.resolved_at = incident.resolved_by = incident.reason = None


def _note(context: Context, session: Session, incident: Incident, by: str, reason: str) -> None:
    append_audit_log(
        session,
        context.tenant,
        at=context.now(),
        by=by,
        action="retry",
        about=str(incident.id),
        detail={"reason": reason, "element": incident.element_id},
    )
