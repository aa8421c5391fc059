"""Start a process that is offered to a person, with what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine import expressions, queries
from engine.answers import StartedAt, digest, insert_submission, judge_form
from engine.commands.save_start_draft import drop_start_draft
from engine.context import Context
from engine.deployments import Deployed
from engine.errors import AlreadyDone, NotAllowed, OutOfDate
from engine.expressions import ExpressionFailed, check_value, strip_equals
from engine.people import Person
from engine.tables import OfferedStart, Submission
from engine.transition import begin
from engine.trials import takes_for

CHANGED = "What is asked here has changed since the page was opened."
SENT = "You have sent this already, with other words."


@dataclass(frozen=True)
class _Asked:
    """What a person sent. `submission` is the id their page gave it, the same at every attempt."""

    deployment_id: UUID
    process_key: str
    answers: Mapping[str, Any]
    person: Person
    submission: UUID


def answer_start(
    context: Context,
    process_key: str,
    answers: Mapping[str, Any],
    *,
    by: str,
    deployment_id: UUID,
    submission: UUID,
) -> UUID:
    """Start the process with {by, at, submission} and its `offerResults`; the instance's id.

    The same `submission` again starts nothing and gives the same instance. Raises NotFound,
    NotAllowed, OutOfDate when another version is offered to them now, AnswersRefused,
    AlreadyDone when other words were sent under that id, ExpressionFailed, BudgetExceeded;
    nothing is kept then.
    """
    person = Person.of(context, by)
    asked = _Asked(deployment_id, process_key, answers, person, submission)
    try:
        return context.database.transact(lambda session: _answer(context, session, asked))
    except IntegrityError:
        # Sent twice at once: the other one is kept by now.
        return context.database.transact(lambda session: _answer(context, session, asked))


def _answer(context: Context, session: Session, asked: _Asked) -> UUID:
    before = queries.sent(session, context.tenant, asked.submission)
    if before is not None:
        return _again(context, session, asked, before)
    row = _offered(context, session, asked)
    now, deployed = context.now(), context.deployments.get(session, row.deployment_id)
    kept = judge_form(deployed, row.form, asked.answers, now) if row.form else {}
    return _start(context, session, asked, row, deployed, kept, now)


def _offered(context: Context, session: Session, asked: _Asked) -> OfferedStart:
    takes = takes_for(context, session, asked.person.id)
    row = queries.offered_start(session, context.tenant, asked.process_key, takes)
    if not queries.may_start(row, asked.person.id, asked.person.groups):
        raise NotAllowed("This is offered neither to you nor to a group you belong to.")
    if row.deployment_id != asked.deployment_id:
        raise OutOfDate(CHANGED)
    return row


def _start(
    context: Context,
    session: Session,
    asked: _Asked,
    row: OfferedStart,
    deployed: Deployed,
    kept: Mapping[str, Any],
    now: datetime,
) -> UUID:
    by = asked.person.id
    said = {"answers": kept, "submission": str(asked.submission), "by": by, "at": now}
    properties = deployed.definitions.processes[row.process_key].elements[row.element_id].properties
    at = StartedAt(context.tenant, uuid4(), deployed.id, row.element_id, row.form)
    insert_submission(session, at, kept, by, now, asked.submission)
    drop_start_draft(session, context.tenant, row.process_key, by)
    begin(
        context,
        session,
        deployed,
        row.process_key,
        business_key=_key(deployed, properties.get("correlationKey"), said, now),
        variables=_payload(deployed, properties.get("offerResults"), said, now),
        by=by,
        at=row.element_id,
        id=at.instance_id,
    )
    return at.instance_id


def _again(context: Context, session: Session, asked: _Asked, before: Submission) -> UUID:
    deployed = context.deployments.get(session, before.deployment_id)
    kept = judge_form(deployed, before.form, asked.answers, before.at) if before.form else {}
    if before.by != asked.person.id or before.digest != digest(kept):
        raise AlreadyDone(before.by, before.at, SENT)
    return before.instance_id


def _payload(
    deployed: Deployed, text: str | None, said: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    known = {"parameters": deployed.parameters, **said}
    settings = deployed.settings(now)
    found = expressions.evaluate_context(strip_equals(text), known, settings) if text else {}
    payload = {name: said[name] for name in ("by", "at", "submission")} | found
    check_value(payload, "the message's payload")
    return payload


def _key(
    deployed: Deployed, text: str | None, said: Mapping[str, Any], now: datetime
) -> str | None:
    if not text:
        return None
    [value] = deployed.evaluate_many([strip_equals(text)], said, now)
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value == "":
        raise ExpressionFailed(text, ["a correlation key must be text or a number"])
    return str(value)
