"""The outline of a diagram: every process of the file as numbered steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from engine.changes import ChangeView
from engine.editing.diagrams import EditRefused
from engine.model import Finding
from web.access.permission import permit
from web.diagrams.elements import processes, read
from web.diagrams.outline import Step, outline
from web.parts import parts
from web.studio.opened import heading, opened
from web.studio.outline.blueprint import AT, blueprint
from web.studio.outline.filtering import Filter
from web.studio.outline.saving import loaded
from web.studio.saving import by_script

ALL = Filter()


@dataclass(frozen=True)
class Shown:
    """A process of the file with its steps."""

    id: str
    name: str
    steps: list[Step]
    chosen: list[Step]


@blueprint.get(f"{AT}/outline/<path:path>")
@permit("studio.read")
def overview(change_id: UUID, path: str) -> ResponseReturnValue:
    """Every process of the file as numbered steps; a part of a page when a script asks."""
    change = opened(change_id)
    try:
        content = loaded(change_id, path)[0].content()
    except EditRefused as refused:
        return overview_page(change, path, refused=refused)
    marked = {one.element for one in _findings(change, path)}
    chosen, shown = Filter.of(request.args), []
    for id, name in processes(content):
        steps = outline(read(content, id))
        shown.append(Shown(id, name, steps, chosen.kept(steps, marked)))
    return overview_page(change, path, shown, chosen=chosen)


def overview_page(
    change: ChangeView, path: str, shown: Sequence[Shown] = (),
    refused: EditRefused | None = None, chosen: Filter = ALL,
) -> str:  # fmt: skip
    """The outline, or why there is none: also where a step that was asked for is gone."""
    found = _findings(change, path)
    return render_template(
        "studio/outline_list.html" if by_script() else "studio/outline.html",
        path=path,
        processes=shown,
        refused=refused,
        chosen=chosen,
        lanes=sorted({step.lane for one in shown for step in one.steps if step.lane}),
        findings={one.element: [f for f in found if f.element == one.element] for one in found},
        **heading(change, path),
    )


def numbers(content: bytes) -> dict[str, int]:
    """The number each step has in the outline, by id."""
    whole = [outline(read(content, id)) for id, _ in processes(content)]
    return {step.id: step.number for steps in whole for step in steps}


def _findings(change: ChangeView, path: str) -> list[Finding]:
    return [one for one in parts().changes.findings(change.id) if one.file == path]
