"""Submit a user task: one wins, and nobody's words are lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.answers import judge, keep_draft, keep_submission
from engine.commands.contained import Stuck, kind_of
from engine.context import Context
from engine.errors import AnswersRefused, InstanceUnreadable, PlumblineError
from engine.history import append_history
from engine.incidents import open_incident
from engine.model import Completed
from engine.people import Person, out_of_date, refusal
from engine.spiff import BudgetExceeded
from engine.tables import ProcessInstance, UserTask
from engine.transition import lock_instance_of, step
from engine.transition.change import Act


@dataclass(frozen=True)
class _Sent:
    """What a person sent."""

    user_task_id: UUID
    answers: Mapping[str, Any]
    person: Person
    seen: int


def complete(
    context: Context, user_task_id: UUID, answers: Mapping[str, Any], *, by: str, seen: int
) -> Completed:
    """Accept a person's answers and move the process on. `seen` is the version of their page.

    Raises NotAllowed, AlreadyDone, OutOfDate, AnswersRefused; the words are kept as a draft then,
    unless the user task was never the person's to do. When the process cannot go on, the answers
    are kept all the same: `incident` is true, and an administrator's retry uses them.
    """
    sent = _Sent(user_task_id, answers, Person.of(context, by), seen)
    try:
        outcome = context.database.transact(lambda session: _complete(context, session, sent))
    except (BudgetExceeded, InstanceUnreadable) as stuck:
        why: Stuck = stuck
        outcome = context.database.transact(lambda s: _hold(context, s, sent, why))
    if isinstance(outcome, PlumblineError):
        raise outcome
    return outcome


def _complete(context: Context, session: Session, sent: _Sent) -> Completed | PlumblineError:
    instance, row, kept = _accept(context, session, sent)
    if isinstance(kept, PlumblineError):
        return kept
    by, now = sent.person.id, context.now()
    submission = keep_submission(session, row, kept, by, now)
    said = {"answers": kept, "submission": str(submission), "by": by, "at": now}
    act = Act(by, row.id, detail=_detail(sent.person, row, submission))
    with step(context, session, instance, act) as execution:
        before = execution.problems()
        execution.complete(row.id, said)
        execution.run()
        trouble = any(problem not in before for problem in execution.problems())
    return Completed(submission, instance.status, trouble)  # type: ignore[arg-type]


def _detail(person: Person, row: UserTask, submission: UUID) -> dict[str, str]:
    covered = person.stands_in(row)
    return {"submission": str(submission)} | ({"for": covered} if covered else {})


def _accept(
    context: Context, session: Session, sent: _Sent
) -> tuple[ProcessInstance, UserTask, dict[str, Any] | PlumblineError]:
    instance = lock_instance_of(session, context.tenant, sent.user_task_id)
    row = session.get_one(UserTask, (context.tenant, sent.user_task_id))
    refused = refusal(sent.person, row) or out_of_date(row, sent.seen)
    if refused is None:
        try:
            deployed = context.deployments.get(session, instance.deployment_id)
            return instance, row, judge(session, deployed, row, sent.answers, context.now())
        except AnswersRefused as problems:
            refused = problems
    if sent.person.concerned(row):
        keep_draft(session, row, sent.person.id, sent.answers, {}, context.now())
    return instance, row, refused


def _hold(
    context: Context, session: Session, sent: _Sent, why: Stuck
) -> Completed | PlumblineError:
    instance, row, kept = _accept(context, session, sent)
    if isinstance(kept, PlumblineError):
        return kept
    by, now = sent.person.id, context.now()
    submission = keep_submission(session, row, kept, by, now)
    open_incident(
        session,
        context.tenant,
        now=now,
        kind=kind_of(why),
        sentence=str(why),
        instance_id=instance.id,
        task_id=row.id,
        element_id=row.element_id,
    )
    about = {"task_id": row.id, "element_id": row.element_id, "name": row.name}
    detail = _detail(sent.person, row, submission)
    line = {"at": now, "kind": "submitted", "by": by, "detail": detail}
    trouble = {"at": now, "kind": "incident", "by": "system", "detail": {"kind": kind_of(why)}}
    append_history(session, instance, [{**about, **line}, {**about, **trouble}])
    return Completed(submission, "active", True)
