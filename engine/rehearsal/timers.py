"""Processes that begin by the clock."""

from __future__ import annotations

from datetime import datetime

from engine.errors import PlumblineError
from engine.model import Finding
from engine.rehearsal.cast import Cast
from engine.rehearsal.host import RehearsalHost
from engine.rehearsal.schedule import Schedule
from engine.spiff import start_due


def plan_starts(cast: Cast, schedule: Schedule) -> None:
    """Put the first start of each process with a timer start event into the schedule."""
    for process in cast.material.definitions.processes.values():
        for timer, (element, _) in enumerate(process.start_timers):
            if element not in cast.by_hand:
                _plan(cast, schedule, process.key, timer, cast.now, 0)


def _plan(
    cast: Cast, schedule: Schedule, process: str, timer: int, base: datetime, fired: int
) -> None:
    element, _ = cast.material.definitions.processes[process].start_timers[timer]
    due = _due(cast, process, timer, base, fired)
    if due is None or (fired and due < cast.now):
        return

    def begin() -> None:
        cast.begin(process, element, {})
        if not cast.too_many:
            _plan(cast, schedule, process, timer, base, fired + 1)

    schedule.add(due, begin)


def _due(cast: Cast, process: str, timer: int, base: datetime, fired: int) -> datetime | None:
    given = cast.material
    host = RehearsalHost(cast.now, given.calendar, given.parameters, cast.answers)
    try:
        return start_due(given.definitions, process, host, base=base, fired=fired, timer=timer)
    except PlumblineError as error:
        remedy = "Correct when the process starts."
        cast.troubles.append(Finding("error", cast.file(process), process, str(error), remedy))
        return None
