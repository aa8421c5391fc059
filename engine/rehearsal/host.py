"""What an instance sees of the world in a rehearsal: the virtual clock, and no handlers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.calendar import Calendar
from engine.errors import BpmnError
from engine.model import Activity
from engine.rehearsal.answers import Answers

ERROR = "bpmnError"


class RehearsalHost:
    """Operations are not run: their outputs are those of the answers, or none."""

    def __init__(
        self, now: datetime, calendar: Calendar, parameters: Mapping[str, Any], answers: Answers
    ) -> None:
        self.now, self.calendar, self.parameters = now, calendar, parameters
        self.instance: Mapping[str, Any] = {"id": "rehearsal", "business_key": None}
        self.not_run: dict[str, str] = {}
        self._answers = answers

    def call(
        self, operation: str, inputs: Mapping[str, Any], activity: Activity
    ) -> Mapping[str, Any]:
        """The outputs that were written down. Raises BpmnError when {"bpmnError": code} was."""
        answer = self._answers.take(activity.element_id)
        if answer is None:
            self.not_run[activity.element_id] = operation
            return {}
        if set(answer.values) == {ERROR}:
            raise BpmnError(str(answer.values[ERROR]))
        return answer.values
