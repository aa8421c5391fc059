"""What happened, in order, as one row for each occurrence of each element."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from engine.model import Step
from engine.rehearsal.model import Row, State

ENDS: dict[str, State] = {"completed": "completed", "cancelled": "cancelled", "failed": "failed"}


@dataclass(frozen=True)
class Line:
    """A step of an instance; instances are told apart by their number."""

    instance: int
    process: str
    step: Step


class Journal:
    """Steps of all instances, as they were taken."""

    def __init__(self) -> None:
        self._lines: list[Line] = []

    def note(self, instance: int, process: str, steps: Iterable[Step]) -> None:
        """Append what one instance has done."""
        self._lines += [Line(instance, process, step) for step in steps]

    def rows(self, broken: frozenset[int]) -> tuple[Row, ...]:
        """Elements in the order they ended, then those that wait in the order they were reached.

        What was open in a `broken` instance counts as failed.
        """
        last: dict[tuple[int, UUID], Line] = {}
        for line in self._lines:
            key = line.instance, line.step.task_id
            last.pop(key, None)
            last[key] = line
        ended = [line for line in last.values() if line.step.state in ENDS]
        still = [line for line in last.values() if line.step.state not in ENDS]
        return tuple(_row(line, line.instance in broken) for line in (*ended, *still))


def _row(line: Line, broken: bool) -> Row:
    step = line.step
    state = ENDS.get(step.state, "failed" if broken else "waiting")
    return Row(step.element_id, step.name, step.type, state, step.at, line.process)
