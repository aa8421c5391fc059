"""Send a message that is offered to a person, with what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.answers import insert_submission, judge_form
from engine.commands.contained import Stuck, contained, note
from engine.context import Context
from engine.errors import AlreadyDone, InstanceSuspended, NotAllowed, NotFound
from engine.model import Completed
from engine.people import PAUSED, Person
from engine.tables import Offer, ProcessInstance
from engine.transition import lock_instance, step
from engine.transition.change import Act

WITHDRAWN = "This is no longer offered: the process went on without it."


@dataclass(frozen=True)
class _Answer:
    """What a person sent. `seen` is how often the offer had been taken when they saw it."""

    offer_id: UUID
    answers: Mapping[str, Any]
    person: Person
    seen: int


def answer_offer(
    context: Context, offer_id: UUID, answers: Mapping[str, Any], *, by: str, seen: int
) -> Completed:
    """Bring the message to exactly the place that offers it, and move the process on.

    Raises NotFound, NotAllowed, AlreadyDone when somebody was faster or it is withdrawn, and
    AnswersRefused. The answers are kept as a submission; the message carries its id. When the
    process would not come to rest, they are kept all the same, and a retry sends the message.
    """
    sent = _Answer(offer_id, answers, Person.of(context, by), seen)
    return context.database.transact(lambda session: _answer(context, session, sent))


def _answer(context: Context, session: Session, sent: _Answer) -> Completed:
    instance, row = _open(context, session, sent)
    by, now = sent.person.id, context.now()
    deployed = context.deployments.get(session, row.deployment_id)
    kept = judge_form(deployed, row.form, sent.answers, now) if row.form else {}
    submission = insert_submission(session, row, kept, by, now)
    row.state, row.taken_by, row.taken_at, row.taken = "taken", by, now, row.taken + 1
    session.flush()
    said = {"answers": kept, "submission": str(submission), "by": by, "at": now}

    def take() -> bool:
        act = _act(row, sent.person, now, submission)
        with step(context, session, instance, act) as execution:
            before = execution.problems()
            execution.take_offer(row.id, said)
            execution.run()
            return any(problem not in before for problem in execution.problems())

    trouble = contained(session, take, lambda budget: _held(context, session, row, said, budget))
    return Completed(submission, instance.status, trouble)  # type: ignore[arg-type]


def _held(
    context: Context, session: Session, row: Offer, said: Mapping[str, Any], budget: Stuck
) -> bool:
    detail = {"offer": str(row.id), "submission": said["submission"]}
    note(
        context,
        session,
        budget,
        of=row.instance_id,
        task_id=row.id,
        element_id=row.element_id,
        detail=detail,
    )
    return True


def _act(row: Offer, person: Person, now: Any, submission: UUID) -> Act:
    by, covered = person.id, _covered(person, row)
    detail = {"submission": str(submission), "message": row.message}
    detail |= {"for": covered} if covered else {}
    about = {"task_id": row.id, "element_id": row.element_id, "name": row.label}
    line = {"at": now, "kind": "offer taken", "by": by, "detail": detail, **about}
    return Act(by, row.id, lines=(line,))


def _covered(person: Person, row: Offer) -> str | None:
    """For whom it would be sent, when it is offered to somebody they stand in for only."""
    if person.id in row.people:
        return None
    reached = (one for one in row.people if person.covering.reaches(one, row.instance_id))
    return next(reached, None)


def _open(context: Context, session: Session, sent: _Answer) -> tuple[ProcessInstance, Offer]:
    found = session.get(Offer, (context.tenant, sent.offer_id))
    if found is None:
        raise NotFound("There is no such offer.")
    instance = lock_instance(session, context.tenant, found.instance_id)
    session.refresh(found)
    _refuse(sent, found)
    return instance, found


def _refuse(sent: _Answer, row: Offer) -> None:
    person = sent.person
    theirs = person.id in row.people or row.candidate_group in person.groups
    if not theirs and _covered(person, row) is None:
        raise NotAllowed("This is offered neither to you nor to a group you belong to.")
    if row.state == "suspended":
        raise InstanceSuspended(PAUSED)
    if row.state == "withdrawn":
        raise AlreadyDone(None, None, WITHDRAWN)
    if row.state != "open" or row.taken != sent.seen:
        who = "You have" if row.taken_by == sent.person.id else "Somebody else has"
        raise AlreadyDone(row.taken_by, row.taken_at, f"{who} done this already.")
