"""What an instance sees of the world in a rehearsal: the virtual clock, and no handlers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.calendar import Calendar
from engine.errors import BpmnError
from engine.model import Activity
from engine.rehearsal.answers import Answers

ERROR = "bpmnError"
NOTHING_SAID = Answers({})


@dataclass(frozen=True)
class Call:
    """An operation that would have been run, what for, and when."""

    at: datetime
    element_id: str
    name: str
    operation: str
    inputs: Mapping[str, Any]


class RehearsalHost:
    """Operations are not run: their outputs are those of the answers, or none."""

    def __init__(
        self,
        now: datetime,
        calendar: Calendar,
        parameters: Mapping[str, Any],
        answers: Answers = NOTHING_SAID,
    ) -> None:
        self.now, self.calendar, self.parameters = now, calendar, parameters
        self.instance: Mapping[str, Any] = {"id": "rehearsal", "business_key": None}
        self.not_run: dict[str, str] = {}
        self._answers = answers

    def call(
        self, operation: str, inputs: Mapping[str, Any], activity: Activity
    ) -> Mapping[str, Any] | None:
        """The outputs that were written down. Raises BpmnError when {"bpmnError": code} was."""
        answer = self._answers.take(activity.element_id)
        if answer is None:
            self.not_run[activity.element_id] = operation
            return {}
        if set(answer.values) == {ERROR}:
            raise BpmnError(str(answer.values[ERROR]))
        return answer.values


class AskingHost(RehearsalHost):
    """Operations at `asked` elements wait until somebody says what they give; the others give
    nothing. All are noted in `calls`."""

    asked: frozenset[str] = frozenset()
    calls: list[Call]

    def call(
        self, operation: str, inputs: Mapping[str, Any], activity: Activity
    ) -> Mapping[str, Any] | None:
        """Note it; None where it waits for its outputs."""
        at = activity.element_id
        self.calls.append(Call(self.now, at, activity.name, operation, inputs))
        return None if at in self.asked else {}
