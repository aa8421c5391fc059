"""A play as it stands: played again from its beginning, on the change as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.bundle import Bundle
from engine.deployments import Deployed
from engine.errors import BundleRefused, PlumblineError
from engine.rehearsal import Call, Place, Row, Stage
from handlers.scenarios import ready
from web.studio.play.keeping import opening_of, steps_of
from web.studio.play.tables import Play

Step = Mapping[str, Any]


@dataclass(frozen=True)
class Turn:
    """A step that was done, None for the beginning, and what came of it: the clock after it, the
    elements that ended, the operations that would have been run."""

    step: Step | None
    at: datetime
    rows: tuple[Row, ...]
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Scene:
    """`turns` are the steps that can still be done. When the change was edited since, one may not
    be: then `refused` says why, and it and those after it are left out. `ready` is None while the
    bundle's forms cannot be read."""

    row: Play
    bundle: Bundle
    stage: Stage
    ready: Deployed | None
    turns: list[Turn]
    refused: str = ""

    @property
    def steps(self) -> list[Step]:
        """What was done, as far as it can be done now."""
        return [turn.step for turn in self.turns if turn.step is not None]

    @property
    def names(self) -> dict[str, str]:
        """What elements are called, by their ids."""
        specs = self.stage.material.definitions.processes.values()
        return {e.id: e.name or e.id for spec in specs for e in spec.elements.values()}

    def place(self, kind: str, element: str, which: int) -> Place | None:
        """What waits there; None when nothing does."""
        wanted = (kind, element, which)
        found = (one for one in self.stage.places() if (one.kind, one.element, one.which) == wanted)
        return next(found, None)


def scene_of(row: Play, bundle: Bundle) -> Scene:
    """Play it. Raises BundleRefused, NotFound and UnsafeValue when it cannot even begin."""
    stage = Stage(bundle, opening_of(row))
    turns, refused = [_turn(stage, None, [])], ""
    for number, step in enumerate(steps_of(row), 1):
        try:
            stage.do(step)
        except PlumblineError as error:
            refused = f"Step {number} can no longer be done: {error}"
            break
        turns.append(_turn(stage, step, turns))
    return Scene(row, bundle, stage, _ready(bundle), turns, refused)


def _turn(stage: Stage, step: Step | None, before: list[Turn]) -> Turn:
    ended = [row for row in stage.played().activities if row.state != "waiting"]
    rows = ended[sum(len(turn.rows) for turn in before) :]
    calls = stage.calls[sum(len(turn.calls) for turn in before) :]
    return Turn(step, stage.now, tuple(rows), tuple(calls))


def _ready(bundle: Bundle) -> Deployed | None:
    try:
        return ready(bundle)
    except BundleRefused:
        return None
