"""A user task with everything its pages need: the form, the person's words, the earlier answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.drafting import begun
from engine.tables import UserTask
from forms import Bound, Decide, Evaluate, Form, Section, bind, in_words
from forms.words import Posted
from web.access.actor import Actor
from web.inbox.deployed import decider, evaluator, form_of
from web.parts import Parts

COMPLETE = "complete"
Words = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Opened:
    """`words` and `reviewed` are by section key; `marks` say which sections the person ended.

    `covered` is for whom the person who looks at it would do it.
    """

    row: UserTask
    form: Form
    sections: tuple[Section, ...]
    words: Words
    marks: Mapping[str, str]
    reviewed: Words | None
    saved_at: datetime | None
    evaluate: Evaluate
    decide: Decide
    covered: str | None = None

    @property
    def context(self) -> Mapping[str, object]:
        """What the diagram gives the form's conditions and texts."""
        given: Mapping[str, object] = self.row.details.get("context") or {}
        return given

    @property
    def asks(self) -> bool:
        """Whether there is a form; without one the person only says that the work is done."""
        return bool(self.form.sections)

    def waits_for(self, person: str) -> bool:
        """Whether it is open and with this person, or with somebody they stand in for."""
        theirs = self.row.assignee == person or self.covered is not None
        return self.row.state == "open" and theirs

    @property
    def texts(self) -> Mapping[str, str]:
        """The diagram's sentences: why, dueReason, ifNothing, next."""
        given: Mapping[str, str] = self.row.details.get("texts") or {}
        return given

    def section(self, key: str) -> Section | None:
        """The section of that key when this user task has it."""
        return next((s for s in self.sections if s.key == key), None)

    def bound(
        self, section: Section, posted: Posted | None = None, *, validate: bool = False
    ) -> Bound:
        """The section with the person's words, or with those just posted."""
        earlier = None if self.reviewed is None else self.reviewed.get(section.key, {})
        return bind(
            section,
            context=self.context,
            saved=self.words.get(section.key),
            posted=posted,
            reviewed=earlier,
            evaluate=self.evaluate,
            decide=self.decide,
            sections=self.words,
            said=in_words(self.sections, self.words),
            validate=validate,
        )

    def stored(self, answers: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
        """Answers by section as the engine keeps them: a single form has no sections."""
        return dict(answers.get(self.form.key, {})) if self.form.single else dict(answers)


def open_user_task(here: Parts, user_task_id: UUID, actor: Actor) -> Opened:
    """Load it for this person. NotFound when there is no such user task."""
    with here.database.read() as db:
        row = queries.user_task(db, here.tenant, user_task_id)
        covered = actor.stands_in(filter(None, (row.assignee,)), row.instance_id)
        draft = begun(db, row, actor.person, covered)
        found = here.engine.deployed(row.deployment_id)
        form = form_of(found, row)
        return Opened(
            row=row,
            form=form,
            sections=form.presented(None if form.single else row.details.get("sections")),
            words=_by_section(form, draft.answers) if draft else {},
            marks=dict(draft.marks) if draft else {},
            reviewed=_reviewed(db, here.tenant, row, form),
            saved_at=draft.saved_at if draft else None,
            evaluate=evaluator(here, found),
            decide=decider(here, found),
            covered=covered,
        )


def _reviewed(db: Session, tenant: str, row: UserTask, form: Form) -> Words | None:
    """The answers this user task looks at again, by section; None when it looks at none."""
    earlier = row.details.get("reviews")
    if not earlier:
        return None
    answers = queries.submission(db, tenant, earlier).answers
    return _by_section(form, answers)


def _by_section(form: Form, answers: Mapping[str, Any]) -> Words:
    """Stored words by section: those of a single form are stored without one."""
    return {form.key: answers} if form.single else answers
