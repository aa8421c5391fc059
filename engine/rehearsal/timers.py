"""Processes that begin by the clock."""

from __future__ import annotations

from datetime import datetime

from engine.errors import PlumblineError
from engine.model import Finding
from engine.rehearsal.cast import Cast
from engine.rehearsal.host import RehearsalHost
from engine.rehearsal.schedule import Schedule
from engine.spiff import beginnings, start_due


def plan_starts(cast: Cast, schedule: Schedule) -> None:
    """Put the first start of each process with a timer start event into the schedule."""
    for process in cast.material.definitions.processes:
        for way in beginnings(cast.material.definitions, process):
            if way.kind == "timer" and way.element_id not in cast.by_hand:
                _plan(cast, schedule, process, way.element_id, cast.now, 0)


def _plan(
    cast: Cast, schedule: Schedule, process: str, element: str, base: datetime, fired: int
) -> None:
    due = _due(cast, process, base, fired)
    if due is None or (fired and due < cast.now):
        return

    def begin() -> None:
        cast.begin(process, element, {})
        if not cast.too_many:
            _plan(cast, schedule, process, element, base, fired + 1)

    schedule.add(due, begin)


def _due(cast: Cast, process: str, base: datetime, fired: int) -> datetime | None:
    given = cast.material
    host = RehearsalHost(cast.now, given.calendar, given.parameters, cast.answers)
    try:
        return start_due(given.definitions, process, host, base=base, fired=fired)
    except PlumblineError as error:
        remedy = "Correct when the process starts."
        cast.troubles.append(Finding("error", cast.file(process), process, str(error), remedy))
        return None
