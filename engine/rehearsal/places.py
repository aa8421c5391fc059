"""What waits in a rehearsal that is taken step by step, and how a step names one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from engine.errors import PlumblineError
from engine.model import (
    ConditionWait,
    MessageWait,
    ServiceWait,
    SignalWait,
    TimerWait,
    UserTaskWait,
    Waits,
)
from engine.rehearsal.cast import Cast
from engine.rehearsal.running import Running

Kind = Literal["user_task", "service", "timer", "message", "signal", "condition"]
Wait = UserTaskWait | ServiceWait | TimerWait | MessageWait | SignalWait | ConditionWait


class StepRefused(PlumblineError):
    """A step of a rehearsal cannot be done; nothing has changed."""


@dataclass(frozen=True)
class Place:
    """Something that waits. `which` tells several at one element apart, from 1; `instance` is the
    number of the process instance it belongs to, from 0."""

    kind: Kind
    element: str
    name: str
    which: int
    process: str
    instance: int
    wait: Wait

    @property
    def task_id(self) -> UUID:
        """Its position in the instance."""
        return self.wait.task_id


def places(cast: Cast) -> list[Place]:
    """Everything that waits, instance by instance."""
    seen: Counter[tuple[str, str]] = Counter()
    names = {
        element.id: element.name
        for spec in cast.material.definitions.processes.values()
        for element in spec.elements.values()
    }
    found = []
    for one, kind, wait in _waits(cast):
        seen[kind, wait.element_id] += 1
        which = seen[kind, wait.element_id]
        name = names.get(wait.element_id) or wait.element_id
        place = (kind, wait.element_id, name, which, one.process, one.number, wait)
        found.append(Place(*place))
    return found


def _waits(cast: Cast) -> Iterator[tuple[Running, Kind, Wait]]:
    for one in cast.running:
        for kind, wait in () if one.over else _of(one.execution.waits()):
            yield one, kind, wait


def _of(waits: Waits) -> Iterator[tuple[Kind, Wait]]:
    yield from (("user_task", wait) for wait in waits.user_tasks.values())
    yield from (("service", wait) for wait in waits.services.values())
    yield from (("timer", wait) for wait in sorted(waits.timers.values(), key=lambda t: t.due))
    yield from (("message", wait) for wait in waits.messages.values())
    yield from (("signal", wait) for wait in waits.signals.values())
    yield from (("condition", wait) for wait in waits.conditions.values())


def place_at(found: list[Place], kind: Kind, element: str, which: int) -> Place:
    """The one a step names. Raises StepRefused, with what is there instead."""
    same = [place for place in found if place.kind == kind]
    for place in same:
        if (place.element, place.which) == (element, which):
            return place
    there = ", ".join(dict.fromkeys(place.element for place in same)) or "nothing"
    words = kind.replace("_", " ")
    raise StepRefused(f'No {words} waits at "{element}". Waiting now: {there}.')
