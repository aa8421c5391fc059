"""The diagram of a play: where its tokens are, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from web.diagrams.source import Diagram, marked
from web.studio.play.scene import Scene


@dataclass(frozen=True)
class Picture:
    """The diagram of one process of a play; `others` are those that can be looked at instead."""

    process: str
    name: str
    diagram: Diagram
    others: dict[str, str]


def of(change_id: UUID, scene: Scene, wanted: str) -> Picture:
    """The diagram of the process that is wanted, else of the one the play began with."""
    definitions = scene.stage.material.definitions
    reached = {row.id for row in scene.stage.played().activities}
    there = {
        key: spec.name or key
        for key, spec in definitions.processes.items()
        if key == scene.row.process or reached & spec.elements.keys()
    }
    process = wanted if wanted in there else scene.row.process
    spec = definitions.processes[process]
    url = url_for("studio.file", change_id=change_id, path=spec.file)
    told = (scene.bundle.files[spec.file], process, there[process], url, _marks(scene))
    return Picture(process, there[process], marked(*told, definitions), there)


def _marks(scene: Scene) -> dict[str, str]:
    """A mark by element: what is done, where it waits, where it is held up; the last wins."""
    rows = scene.stage.played().activities
    done = {row.id: "done" for row in rows if row.state == "completed"}
    here = {place.element: "waiting" for place in scene.stage.places()}
    held = {problem.element_id: "incident" for problem in scene.stage.problems()}
    return {**done, **here, **held}
