"""User tasks as the API takes and gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from web.api.shapes import Asked, Given, Instant, PageAsked, Values, Version, Words


class InboxAsked(PageAsked):
    """Which user tasks."""

    view: Literal["all", "mine", "group", "claimed", "covered"] = Field(
        "all", description="Those with the person, their roles, or people they stand in for."
    )
    process: Words = Field("", description="Key of the process; empty for every one.")
    text: Words = Field("", description="Found in name or business key.")
    due_before: Instant | None = Field(None, description="Only those due before this instant.")


class UserTaskRow(Given):
    """A user task in a list. `version` is sent back as `seen`."""

    id: UUID
    instance_id: UUID
    process_key: str
    business_key: str | None
    element_id: str
    name: str
    lane: str | None
    assignee: str | None
    candidate_group: str | None
    due_at: datetime | None
    created_at: datetime
    version: int


class Choice(Given):
    """One of the answers that may be chosen."""

    value: str
    label: str


class Question(Given):
    """A question as it stands with the words so far. `key` is its name among the answers.

    `hidden`: not asked with the present answers. `earlier` is another person's answer to it, where
    this user task looks at one. A list has `columns`; its answer is a list of records.
    """

    key: str
    type: str
    label: str
    hint: str
    required: bool
    hidden: bool
    options: list[Choice]
    columns: list[str]
    earlier: list[str]


class FormSection(Given):
    """One page of the form. `key` names its answers in a form of several sections."""

    key: str
    title: str
    questions: list[Question]


class UserTaskForm(Given):
    """What is asked. A `single` form's answers are {question: answer}, any other's
    {section: {question: answer}}. `words` are the person's own so far, in the same form.
    """

    key: str
    title: str
    single: bool
    sections: list[FormSection]
    words: Values
    saved_at: datetime | None


class UserTaskDetail(UserTaskRow):
    """A user task. `state` is open, completed, cancelled or suspended. `texts` say why, by when
    and what comes next. `form` is null unless it is open and with the person.
    """

    state: str
    completed_at: datetime | None
    completed_by: str | None
    texts: dict[str, str]
    form: UserTaskForm | None


class AnswersAsked(Asked):
    """Answers, as `form` of the user task says."""

    answers: Values = Field(max_length=500)


class CompleteAsked(AnswersAsked):
    """Answers that are final, and the version of the user task they were made for."""

    seen: Version


class DraftKept(Given):
    """When the words were kept."""

    saved_at: datetime


class UserTaskDone(Given):
    """What became of it. `incident`: the answers are kept, but the process is held up."""

    submission_id: UUID
    instance_status: Literal["active", "completed", "failed", "cancelled", "suspended"]
    incident: bool
