"""Where a stored instance stands, read from its bytes alone: no specs, no execution."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Position:
    """An open position. `element` is what is drawn there, `name` how the state calls it, `within`
    the activities around it, outermost first. `due` is the instant of an armed timer."""

    element: str
    name: str
    within: tuple[str, ...]
    state: int
    flow: str | None
    due: datetime | None


@dataclass(frozen=True)
class Standing:
    """All positions of an instance, and `kept`: what in it may still be compensated."""

    positions: tuple[Position, ...]
    kept: str

    @property
    def alike(self) -> tuple[object, ...]:
        """The same for instances that differ in nothing but dates, variables and ids."""
        places = [(p.name, p.within, p.state, p.flow or "") for p in self.positions]
        return (*sorted(places), self.kept)


def standing(blob: bytes) -> Standing:
    """Where the instance stands whose state `blob` is."""
    content = json.loads(zlib.decompress(blob).decode())
    names = {row[0]: str(row[1]) for row in content["tokens"]}
    homes = {row[0]: row[3] for row in content["tokens"]}
    around = _around(content["scopes"], names, homes)
    positions = tuple(_position(row, around[row[3]]) for row in content["tokens"])
    return Standing(positions, _activities(content.get("undo", {})))


def _around(
    scopes: list[str], names: dict[str, str], homes: dict[str, int]
) -> list[tuple[str, ...]]:
    """For each scope the activities around it; the first is the instance itself."""
    found: dict[int, tuple[str, ...]] = {0: ()}

    def within(place: int) -> tuple[str, ...]:
        if place not in found:
            holder = scopes[place - 1]
            found[place] = (*within(homes[holder]), names[holder].partition(" ")[0])
        return found[place]

    return [within(place) for place in range(len(scopes) + 1)]


def _position(row: list[Any], within: tuple[str, ...]) -> Position:
    name, state, internal = str(row[1]), row[2], row[5]
    due = internal.get("due")
    when = datetime.fromisoformat(due["@dt"]) if isinstance(due, dict) and "@dt" in due else None
    return Position(name.partition(" ")[0], name, within, state, internal.get("flow"), when)


def _activities(undo: dict[str, Any]) -> str:
    return json.dumps(undo, sort_keys=True) if undo else ""
