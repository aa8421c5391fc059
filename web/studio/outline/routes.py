"""The outline of a diagram, and the page of one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeView
from engine.editing.diagrams import KINDS, Drawing, EditRefused
from engine.model import Finding
from web.access.permission import permit
from web.diagrams.elements import processes, read
from web.diagrams.outline import KINDS as WORDS
from web.diagrams.outline import Step, outline
from web.parts import parts
from web.studio.opened import heading, opened
from web.studio.outline.applying import Sent
from web.studio.outline.fields import groups
from web.studio.outline.filtering import Filter
from web.studio.outline.known import known
from web.studio.outline.saving import loaded, mark, save, seen_field
from web.studio.saving import by_script

blueprint = Blueprint("studio_outline", __name__)
AT = "/studio/changes/<uuid:change_id>"
DONE = {"remove": "The step was taken out.", "insert": "The new step is there. Say what it does."}
SAVED = "Saved."
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
        return _page(change, path, [], refused=refused)
    marked = {one.element for one in _findings(change, path)}
    chosen, shown = Filter.of(request.args), []
    for id, name in processes(content):
        steps = outline(read(content, id))
        shown.append(Shown(id, name, steps, chosen.kept(steps, marked)))
    return _page(change, path, shown, chosen=chosen)


@blueprint.get(f"{AT}/outline-step/<path:path>")
@permit("studio.read")
def step(change_id: UUID, path: str) -> ResponseReturnValue:
    """What is said at one step, in fields."""
    change = opened(change_id)
    try:
        return _step(change, path, request.args.get("element", ""))
    except EditRefused as refused:
        return _page(change, path, [], refused=refused), 404


@blueprint.post(f"{AT}/outline-step/<path:path>")
@permit("studio.edit")
def send(change_id: UUID, path: str) -> ResponseReturnValue:
    """Save it, put a step behind it, take it out, add or take away a way."""
    change, id, sent = opened(change_id), request.args.get("element", ""), _sent()
    try:
        back = save(change_id, path, id, sent, g.actor.person)
    except EditRefused as refused:
        if by_script():
            return jsonify(sentence=f"{refused.sentence} {refused.remedy}"), 422
        return _refused(change, path, id, sent, refused)
    if by_script():
        return _saved(change_id, path, back)
    flash(DONE.get(sent.get("_action", ""), SAVED))
    if sent.get("_action") == "insert":
        address = url_for(".step", change_id=change_id, path=path, element=back)
    else:
        address = url_for(".overview", change_id=change_id, path=path)
        address += f"#element-{back}" if back else ""
    return redirect(address, 303)


def _saved(change_id: UUID, path: str, id: str) -> ResponseReturnValue:
    """How saving went, for `web/assets/src/studio/page.js`."""
    drawing, _ = loaded(change_id, path)
    seen = {path: mark(drawing.facts(id))}
    return jsonify(editions=seen, saved_at=parts().clock.now().isoformat())


def _refused(
    change: ChangeView, path: str, id: str, sent: Sent, refused: EditRefused
) -> ResponseReturnValue:
    try:
        return _step(change, path, id, sent, refused), 422
    except EditRefused as gone:
        return _page(change, path, [], refused=gone), 404


def _step(
    change: ChangeView, path: str, id: str, sent: Sent | None = None,
    refused: EditRefused | None = None,
) -> str:  # fmt: skip
    drawing, _ = loaded(change.id, path)
    facts, bundle = drawing.facts(id), parts().changes.bundle(change.id)
    choices = known(bundle, parts().engine.context.registry)
    return render_template(
        "studio/outline_step.html",
        path=path,
        step=facts,
        seen=(sent or {}).get(seen_field(path)) or mark(facts),
        kind=WORDS.get(facts.kind, facts.kind),
        groups=groups(facts, drawing.lanes(), choices),
        targets=_targets(drawing, facts.inside),
        kinds=[(kind, WORDS.get(kind, kind)) for kind in KINDS],
        sent=sent or {},
        refused=refused,
        **heading(change, path),
    )


def _page(
    change: ChangeView, path: str, shown: Sequence[Shown], refused: EditRefused | None = None,
    chosen: Filter = ALL,
) -> str:  # fmt: skip
    found = _findings(change, path)
    template = "studio/outline_list.html" if by_script() else "studio/outline.html"
    return render_template(
        template,
        path=path,
        processes=shown,
        refused=refused,
        chosen=chosen,
        lanes=sorted({step.lane for one in shown for step in one.steps if step.lane}),
        findings={one.element: [f for f in found if f.element == one.element] for one in found},
        **heading(change, path),
    )


def _targets(drawing: Drawing, inside: str) -> list[tuple[str, str]]:
    """The steps a way can lead to: those beside the one it leaves."""
    return [(one.id, one.name or WORDS.get(one.kind, one.kind)) for one in drawing.beside(inside)]


def _findings(change: ChangeView, path: str) -> list[Finding]:
    return [one for one in parts().changes.findings(change.id) if one.file == path]


def _sent() -> dict[str, str]:
    """What was sent, with line breaks as files have them."""
    return {name: value.replace("\r\n", "\n") for name, value in request.form.items()}
