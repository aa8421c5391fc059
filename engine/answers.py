"""Answers on their way in: judged by the deployed form, kept as a submission or as a draft."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, bindparam, delete
from sqlalchemy.orm import Session

import forms
from engine import queries
from engine.database import insert_rows, upsert
from engine.deployments import Deployed
from engine.errors import AnswersRefused, NotFound
from engine.expressions import check_value
from engine.tables import Draft, Offer, Submission, UserTask
from engine.values import encode

Answers = Mapping[str, Any]
NOTHING: Answers = MappingProxyType({})
_DRAFT = cast(Table, Draft.__table__)
_DROP = (
    delete(_DRAFT)
    .where(_DRAFT.c.tenant_id == bindparam("of"), _DRAFT.c.person == bindparam("by"))
    .where(_DRAFT.c.user_task_id == bindparam("user_task"))
)


def judge(
    session: Session, deployed: Deployed, row: UserTask, answers: Answers, now: datetime
) -> dict[str, Any]:
    """The answers to keep. AnswersRefused when the form is not satisfied; UnsafeValue."""
    details = row.details
    return judge_form(
        deployed,
        row.form,
        answers,
        now,
        sections=details["sections"],
        context=details["context"],
        reviewed=_reviewed(session, row),
    )


def judge_form(
    deployed: Deployed,
    key: str | None,
    answers: Answers,
    now: datetime,
    *,
    sections: Sequence[str] | None = None,
    context: Answers = NOTHING,
    reviewed: Answers | None = None,
) -> dict[str, Any]:
    """The same for a form by its key; without a key everything is kept."""
    check_value(dict(answers), "the answers")
    if key is None:
        return dict(answers)
    form = deployed.forms.get(key)
    if form is None:
        raise NotFound(f"The deployment has no form {key}.")
    kept, problems = forms.check(
        form,
        answers,
        sections=sections,
        context=context,
        reviewed=reviewed,
        evaluate=lambda texts, context: deployed.evaluate_many(texts, context, now),
        decide=lambda ids, context: deployed.decide_many(ids, context, now),
    )
    if problems:
        raise AnswersRefused(problems)
    return kept


def keep_submission(
    session: Session, row: UserTask, answers: Answers, by: str, now: datetime
) -> UUID:
    """Write the submission, close the user task in this person's name, and drop their draft."""
    submission_id = insert_submission(session, row, answers, by, now)
    drop_draft(session, row.tenant_id, row.id, by)
    row.state, row.completed_by, row.completed_at = "completed", by, now
    return submission_id


@dataclass(frozen=True)
class StartedAt:
    """The start event of an instance that a person started, as a submission refers to it."""

    tenant_id: str
    instance_id: UUID
    deployment_id: UUID
    element_id: str
    form: str | None


def insert_submission(
    session: Session,
    row: UserTask | Offer | StartedAt,
    answers: Answers,
    by: str,
    now: datetime,
    id: UUID | None = None,
) -> UUID:
    """Write the submission that answers a user task or an offer, and nothing else."""
    submission_id = id or uuid4()
    values = {
        "tenant_id": row.tenant_id,
        "id": submission_id,
        "user_task_id": row.id if isinstance(row, UserTask) else None,
        "instance_id": row.instance_id,
        "deployment_id": row.deployment_id,
        "element_id": row.element_id,
        "form": row.form,
        "answers": dict(answers),
        "by": by,
        "at": now,
        "digest": digest(answers),
    }
    insert_rows(session, Submission, [values])
    return submission_id


def keep_draft(
    session: Session, row: UserTask, person: str, answers: Answers, marks: Answers, now: datetime
) -> None:
    """Write what a person has so far over what they had before."""
    values = {
        "tenant_id": row.tenant_id,
        "user_task_id": row.id,
        "person": person,
        "answers": dict(answers),
        "marks": dict(marks),
        "saved_at": now,
    }
    upsert(session, Draft, values, ("answers", "marks", "saved_at"))


def drop_draft(session: Session, tenant: str, user_task_id: UUID, person: str) -> None:
    """Forget a person's draft; nothing happens when there is none."""
    session.execute(_DROP, {"of": tenant, "user_task": user_task_id, "by": person})


def digest(answers: Answers) -> str:
    """The SHA-256 of the answers' JSON, names in order."""
    text = json.dumps(encode(answers), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _reviewed(session: Session, row: UserTask) -> Answers | None:
    reviews = row.details["reviews"]
    if reviews is None:
        return None
    answers: Answers = queries.submission(session, row.tenant_id, reviews).answers
    return answers
