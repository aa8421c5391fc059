"""Keep what a person has written so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.answers import keep_draft
from engine.context import Context
from engine.errors import NotAllowed, PlumblineError
from engine.expressions import check_value
from engine.people import Person, refusal


def save_draft(
    context: Context,
    user_task_id: UUID,
    answers: Mapping[str, Any],
    marks: Mapping[str, Any],
    *,
    by: str,
) -> datetime:
    """When it was saved. `answers` are words as typed, `marks` whatever the page wants to keep.

    The words are kept even when the user task is over or taken by somebody else; then AlreadyDone
    or NotAllowed is raised afterwards. A stranger's words are not kept.
    """
    check_value(dict(answers), "the draft")
    check_value(dict(marks), "the draft's marks")
    person, now = Person.of(context, by), context.now()

    def work(session: Session) -> PlumblineError | None:
        row = queries.user_task(session, context.tenant, user_task_id)
        refused = refusal(person, row)
        if isinstance(refused, NotAllowed) and not person.concerned(row):
            raise refused
        keep_draft(session, row, by, answers, marks, now)
        return refused

    refused = context.database.transact(work)
    if refused is not None:
        raise refused
    return now
