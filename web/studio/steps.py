"""The task list of a change: what is to be done with it, in which order, and how far that is.

Each part of the studio adds its own line. A status is worked out whenever the list is shown, so
it must be quick: nothing that plays, simulates or checks anew what did not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.changes import ChangeView

SECTIONS = ("Edit", "Check", "Play", "See what it does", "Approval", "Deploy")


@dataclass(frozen=True)
class Status:
    """How far a step is, in two or three words; `colour` of a GOV.UK tag, "" for plain words."""

    text: str
    colour: str = ""


@dataclass(frozen=True)
class Step:
    """A line of the list: the page of `endpoint`, which takes the change's id. `status` is asked
    when the list is shown; `hint` says what the page is for."""

    section: str
    title: str
    endpoint: str
    status: Callable[[ChangeView], Status]
    hint: str = ""


def no_status(change: ChangeView) -> Status:
    """Of a page that is a tool and not a task: nothing."""
    return Status("")


def in_order(steps: Iterable[Step]) -> list[tuple[str, list[Step]]]:
    """The steps by section, sections without any left out."""
    known = list(steps)
    grouped = ((name, [step for step in known if step.section == name]) for name in SECTIONS)
    return [(name, lines) for name, lines in grouped if lines]
