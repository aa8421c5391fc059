"""Writing a draft: one person's words at a time, whole or section by section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.answers import keep_draft
from engine.context import Context
from engine.errors import NotAllowed, PlumblineError
from engine.expressions import check_value
from engine.people import Person, refusal
from engine.tables import Draft, UserTask

Words = tuple[Mapping[str, Any], Mapping[str, Any]]


def keep_words(
    context: Context, user_task_id: UUID, by: str, words: Callable[[Draft | None], Words]
) -> datetime:
    """Keep the answers and marks that `words` makes of the person's draft so far; when that was.

    The words are kept even when the user task is over or taken by somebody else; then AlreadyDone
    or NotAllowed is raised afterwards. A stranger's words are not kept.
    """
    person, now = Person.of(context, by), context.now()

    def work(session: Session) -> PlumblineError | None:
        row = queries.user_task(session, context.tenant, user_task_id)
        refused = refusal(person, row)
        if isinstance(refused, NotAllowed) and not person.concerned(row):
            raise refused
        _wait_for_others(session, row)
        answers, marks = words(begun(session, row, by, person.stands_in(row)))
        check_value(dict(answers), "the draft")
        check_value(dict(marks), "the draft's marks")
        keep_draft(session, row, by, answers, marks, now)
        return refused

    refused = context.database.transact(work)
    if refused is not None:
        raise refused
    return now


def begun(session: Session, row: UserTask, person: str, covered: str | None) -> Draft | None:
    """The person's draft; until they have one, that of whom they stand in for, to go on from.

    Until there is one, the answers that the diagram lets it start from, as a draft not yet kept.
    """
    for whose in filter(None, (person, covered)):
        if (draft := queries.draft(session, row.tenant_id, row.id, whose)) is not None:
            return draft
    earlier = row.details.get("starts_from")
    return _starting(session, row, person, earlier) if earlier else None


def _starting(session: Session, row: UserTask, person: str, earlier: str) -> Draft:
    given = queries.submission(session, row.tenant_id, earlier)
    return Draft(
        tenant_id=row.tenant_id,
        user_task_id=row.id,
        person=person,
        answers=given.answers,
        marks={},
        saved_at=given.at,
    )


def _wait_for_others(session: Session, row: UserTask) -> None:
    """Two pages of one person may save at the same moment: the second sees what the first kept."""
    key = (UserTask.tenant_id == row.tenant_id, UserTask.id == row.id)
    session.execute(select(UserTask.id).where(*key).with_for_update(key_share=True))
