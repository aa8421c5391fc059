"""An audit as a document shows it: plain values, in words where people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class PersonView:
    """Somebody who takes part; `role` in words."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class StageView:
    """A submitted stage. Grades are values; `AuditView.grade_words` has their words."""

    stage: int
    version: int
    by: PersonView
    at: datetime
    overall: str
    supervision: str | None
    section_grades: Mapping[str, str]


@dataclass(frozen=True)
class LineView:
    """A question with what each stage answered, in words, by stage; "" where nothing was.

    `differs`: the two answered differently. `why`: the reviewer's explanation. `compared`: a
    question (or grade) whose difference has to be explained.
    """

    key: str
    number: str
    label: str
    answers: Mapping[int, str]
    compared: bool
    differs: bool
    why: str


@dataclass(frozen=True)
class SectionView:
    """A section of the form that was answered, in the form's order."""

    key: str
    title: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class ModerationView:
    """A moderated grading; `lines` are the answers of its form, question and words."""

    by: PersonView
    at: datetime
    overall: str | None
    supervision: str | None
    is_final: bool
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReflectionView:
    """What the social worker contributed; `lines` is empty when nothing came."""

    at: datetime
    late: bool
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AuditView:
    """Everything a document about an audit may show.

    `people` by part: auditor, reviewer, social_worker, service_manager, officer, where there is
    somebody. `stages` holds the newest record of stages 1 and 2, as far as submitted.
    """

    id: str
    reference: str
    month: str
    month_words: str
    category: str
    category_words: str
    state: str
    case_id: str
    initials: str
    team: str
    district: str
    area: str
    issued_on: date | None
    concluded_on: date | None
    people: Mapping[str, PersonView]
    stages: Mapping[int, StageView]
    sections: tuple[SectionView, ...]
    reflections: tuple[ReflectionView, ...]
    moderations: tuple[ModerationView, ...]
    final_overall: str | None
    final_supervision: str | None
    grade_words: Mapping[str, str]
    form_title: str
