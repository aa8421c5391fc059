"""What an instance that is run again sees of the world: the recorded clock, recorded outputs."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any

from engine.errors import BpmnError, HandlerFailed
from engine.model import Activity
from engine.replay.model import Entry, Recorded
from engine.replay.setting import Setting

NOTHING_RECORDED = "Nothing is recorded of what it gave."


class NotRecorded(HandlerFailed):
    """The outputs of a service are not known, so nothing behind it is."""


class ReplayHost:
    """Services are not run: their outputs are those recorded, in order. One whose outputs the
    process does not keep passes."""

    asks_inputs = False

    def __init__(self, setting: Setting, recorded: Recorded, unfit: Mapping[str, str]) -> None:
        self.now, self.calendar = recorded.began, setting.calendar
        self.parameters = setting.parameters
        self.instance: Mapping[str, Any] = {"id": "", "business_key": recorded.reference}
        self.unknown: dict[str, str] = {}
        self._setting, self._unfit, self._always = setting, unfit, recorded.always
        self._given: dict[str, deque[Entry]] = defaultdict(deque)
        for entry in recorded.entries:
            if entry.kind in ("service", "error"):
                self._given[entry.element_id].append(entry)

    def call(
        self, operation: str, inputs: Mapping[str, Any], activity: Activity
    ) -> Mapping[str, Any]:
        """The recorded outputs. Raises BpmnError as recorded, NotRecorded."""
        id = activity.element_id
        given = self._given[id]
        if given and given[0].kind == "error":
            raise BpmnError(given.popleft().name)
        _, element = self._setting.elements[id]
        if not element.result:
            return {}
        if id in self._unfit or not (given or id in self._always):
            self.unknown[id] = self._unfit.get(id, NOTHING_RECORDED)
            raise NotRecorded(self.unknown[id])
        return given.popleft().values if given else self._always[id]
