"""What a step of a story about a process expects, held against where its rehearsal stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from engine.model import MessageWait, TimerWait
from engine.rehearsal import Row, Stage
from handlers.scenarios.anywhere.opening import meant
from handlers.scenarios.differing import demand
from handlers.scenarios.letters import letters_of
from handlers.scenarios.model import ScenarioBroken


def check(stage: Stage, expected: Mapping[str, Any], zone: str, told: int) -> None:
    """Everything that the step expects, and nothing it does not name. Raises ScenarioBroken.

    Letters are those of the calls after the first `told`.
    """
    for name, wanted in expected.items():
        if name not in FOUND:
            known = ", ".join(FOUND)
            raise ScenarioBroken(f'"{name}" is nothing that can be expected: {known}.')
        demand(name, meant(wanted, zone), FOUND[name](stage, wanted, zone, told))


def open_user_tasks(stage: Stage) -> list[str]:
    """The elements of the open user tasks, sorted."""
    return _elements(stage, "user_task")


def completed(stage: Stage) -> list[str]:
    """The elements that completed, in order, as often as they did."""
    return [row.id for row in _rows(stage) if row.state == "completed"]


def timers(stage: Stage, zone: str) -> dict[str, str]:
    """When the armed timers are due, by element, on the clocks people read."""
    waits = [place.wait for place in stage.places() if isinstance(place.wait, TimerWait)]
    clock = ZoneInfo(zone)
    return {wait.element_id: f"{wait.due.astimezone(clock):%Y-%m-%d %H:%M}" for wait in waits}


def _elements(stage: Stage, kind: str) -> list[str]:
    return sorted(place.element for place in stage.places() if place.kind == kind)


def _offered(stage: Stage) -> list[str]:
    waits = [place.wait for place in stage.places()]
    return sorted(w.element_id for w in waits if isinstance(w, MessageWait) and w.offer)


def _rows(stage: Stage) -> tuple[Row, ...]:
    return stage.played().activities


def _reached(stage: Stage, named: Any, *, yes: bool) -> Any:
    """The named elements, when all of them were reached, or none was. Raises ScenarioBroken."""
    found = {row.id for row in _rows(stage)}
    wrong = [one for one in named if (one in found) != yes]
    if wrong:
        words = " and ".join(f"“{one}”" for one in wrong)
        raise ScenarioBroken(f"{words} {'was not' if yes else 'was'} reached.")
    return named


def _variables(stage: Stage, named: Any) -> dict[str, Any]:
    found = stage.played().variables
    return {name: found[name] for name in named if name in found}


FOUND: Mapping[str, Callable[[Stage, Any, str, int], Any]] = {
    "open": lambda stage, *_: open_user_tasks(stage),
    "services": lambda stage, *_: _elements(stage, "service"),
    "offered": lambda stage, *_: _offered(stage),
    "outcome": lambda stage, *_: stage.played().outcome,
    "activities": lambda stage, *_: completed(stage),
    "reached": lambda stage, named, *_: _reached(stage, named, yes=True),
    "not_reached": lambda stage, named, *_: _reached(stage, named, yes=False),
    "variables": lambda stage, named, *_: _variables(stage, named),
    "timers": lambda stage, _named, zone, _told: timers(stage, zone),
    "letters": lambda stage, _named, _zone, told: sorted(letters_of(stage.calls[told:])),
}
