"""What a step of a story expects, held against what has come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.records.audits import Audit
from handlers.scenarios.audits.player import Player
from handlers.scenarios.differing import demand
from handlers.scenarios.model import ScenarioBroken

AUDIT = {"state": "state", "grade": "final_overall", "supervision": "final_supervision"}
# What can be expected without being told what to look at.
PLAIN: Mapping[str, Callable[[Player], Any]] = {
    "open": Player.ahead,
    "offered": lambda player: sorted(offer.element_id for offer in player.offered()),
    "follow_ups": Player.follow_ups,
    "dispensations": Player.dispensations,
    "list": Player.listed,
    "overdue": Player.overdue,
    "drawn": Player.drawn,
    "on_list": Player.remaining,
    "published": Player.published,
    "status": Player.status,
    "letters": Player.letters,
    "reflections": Player.reflections,
    "recorded": Player.recorded,
    "documents": Player.documents,
}


def check(player: Player, expected: Mapping[str, Any]) -> None:
    """Everything that the step expects, and nothing it does not name. Raises ScenarioBroken."""
    audit = player.audit() if set(AUDIT) & set(expected) else Audit()
    for name, wanted in expected.items():
        demand(name, wanted, _found(player, audit, name, wanted))


def _found(player: Player, audit: Audit, name: str, wanted: Any) -> Any:
    if name in PLAIN:
        return PLAIN[name](player)
    if name in AUDIT:
        return getattr(audit, AUDIT[name])
    if name in NAMED:
        return NAMED[name](player, wanted)
    raise ScenarioBroken(f'"{name}" is nothing that can be expected of an audit.')


def _running(player: Player, named: Mapping[str, Any]) -> dict[str, list[str]]:
    """How the processes that a step names stand; the clock begins others by itself."""
    found = player.processes()
    return {key: found.get(key, []) for key in named}


def _waiting(player: Player, named: Mapping[str, Any]) -> dict[str, list[str]]:
    """The open user tasks of the processes that a step names."""
    found = [(task.process_key, task.element_id) for task in player.open()]
    return {key: sorted(id for process, id in found if process == key) for key in named}


def _shown(player: Player, named: Mapping[str, Any]) -> dict[str, Any]:
    return {element: player.shown(element, names) for element, names in named.items()}


def _copies(player: Player, named: Mapping[str, Any]) -> dict[str, list[str]]:
    return {stage: player.copies(int(stage)) for stage in named}


NAMED: Mapping[str, Callable[[Player, Any], Any]] = {
    "processes": _running,
    "waiting": _waiting,
    "shown": _shown,
    "copies": _copies,
}
