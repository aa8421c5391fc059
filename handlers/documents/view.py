"""What a printed form shows: plain values for the templates, with no rows and no ids in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Party:
    """Somebody who completed the form. `role` and `overall` are in words."""

    role: str
    name: str
    submitted_on: date
    overall: str


@dataclass(frozen=True)
class Line:
    """A question. `answers` has one text for each party, "" for no answer; `whys` their reasons."""

    number: str
    label: str
    answers: tuple[str, ...]
    whys: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether a reason for a different answer is given."""
        return any(self.whys)


@dataclass(frozen=True)
class Part:
    """A section of the form with the questions that were answered."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Moderation:
    """The moderated grading in words; `supervision` is "" when it was not in dispute."""

    overall: str
    supervision: str
    by: str
    final: bool
    decided_on: date
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class FormView:
    """A form at a stage. `superseded_by` is the later stage that replaces it, or None.

    `case` is the number and initials under which the child's record is found. `as_of` is the day on
    which what it shows was submitted, so that printing again changes nothing. `concern` is "raised"
    or "responded" when a concern about the child was known by then, else "".
    """

    reference: str
    case: str
    month: str
    category: str
    stage: int
    version: int
    variant: str
    as_of: date
    people: tuple[tuple[str, str], ...]
    parties: tuple[Party, ...]
    parts: tuple[Part, ...]
    reflected: str
    concern: str = ""
    moderation: Moderation | None = None
    superseded_by: int | None = None

    @property
    def name(self) -> str:
        """The file's name: the reference, never a name."""
        short = "" if self.variant == "full" else f"-{self.variant.replace('_', '-')}"
        return f"{self.reference}-stage-{self.stage}-version-{self.version}{short}.pdf"
