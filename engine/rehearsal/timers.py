"""Processes that begin by the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.errors import PlumblineError
from engine.model import Finding
from engine.rehearsal.cast import Cast
from engine.rehearsal.schedule import Schedule
from engine.spiff import Trigger, start_due, triggers


@dataclass(frozen=True)
class Clockwork:
    """A timer that begins a process; durations and repetitions count from `base`."""

    process: str
    way: Trigger
    base: datetime


def plan_starts(cast: Cast, schedule: Schedule) -> None:
    """Put the first start of each process with a timer start event into the schedule."""
    for process in cast.material.definitions.processes:
        for way in triggers(cast.material.definitions, process):
            if way.kind == "timer" and (process, way.element_id) not in cast.by_hand:
                _plan(cast, schedule, Clockwork(process, way, cast.now), 0)


def _plan(cast: Cast, schedule: Schedule, clockwork: Clockwork, fired: int) -> None:
    due = _due(cast, clockwork, fired)
    if due is None:
        return

    def begin() -> None:
        cast.begin(clockwork.process, clockwork.way.element_id, {})
        _again(cast, schedule, clockwork, fired + 1, due)

    schedule.add(due, begin)


def _again(
    cast: Cast, schedule: Schedule, clockwork: Clockwork, fired: int, last: datetime
) -> None:
    """Plan the next start. Those that were missed are skipped, as in a deployment."""
    due = _due(cast, clockwork, fired)
    while due is not None and last < due <= cast.now:
        last, fired = due, fired + 1
        due = _due(cast, clockwork, fired)
    if due is not None and due > last and not cast.too_many:
        _plan(cast, schedule, clockwork, fired)


def _due(cast: Cast, one: Clockwork, fired: int) -> datetime | None:
    when: dict[str, Any] = {"base": one.base, "fired": fired, "timer": one.way.place}
    try:
        return start_due(cast.material.definitions, one.process, cast.host(cast), **when)
    except PlumblineError as error:
        remedy = "Correct when the process starts."
        place = (cast.file(one.process), one.way.element_id)
        cast.troubles.append(Finding("error", *place, str(error), remedy, "expression"))
        return None
