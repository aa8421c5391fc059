"""The page of one step: what is said at it, in fields, and what is sent from them."""

from __future__ import annotations

from uuid import UUID

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeView
from engine.editing.diagrams import EditRefused
from web.access.permission import permit
from web.diagrams.outline import KINDS as WORDS
from web.parts import parts
from web.studio.opened import heading, opened
from web.studio.outline.applying import Sent
from web.studio.outline.blueprint import AT, blueprint
from web.studio.outline.offered import meanwhile, offered
from web.studio.outline.overview import overview_page
from web.studio.outline.saving import loaded, mark, save, seen_field
from web.studio.saving import by_script

NEW = "The new step is there. Say what it does."
DONE = {
    "remove": "The step was taken out.",
    "insert": NEW,
    "late": "What happens if it takes too long is there.",
    "away": "It does not happen any more.",
}
# Where the mistake is, by what was asked for.
PLACES = {"insert": "insert.name", "connect": "connect.target", "late": "late.name"}
STAYS = ("insert", "late", "away")
SAVED = "Saved."


@blueprint.get(f"{AT}/outline-step/<path:path>")
@permit("studio.read")
def step(change_id: UUID, path: str) -> ResponseReturnValue:
    """What is said at one step, in fields."""
    change = opened(change_id)
    try:
        return _page(change, path, request.args.get("element", ""))
    except EditRefused as refused:
        return overview_page(change, path, refused=refused), 404


@blueprint.post(f"{AT}/outline-step/<path:path>")
@permit("studio.edit")
def send(change_id: UUID, path: str) -> ResponseReturnValue:
    """Save it, put a step behind it or a timer on it, take it out, add or take away a way.

    `try` saves nothing: the page comes back with worked examples of the times on it.
    """
    change, id, sent = opened(change_id), request.args.get("element", ""), _sent()
    if _what(sent) == "try":
        return _page(change, path, id, sent)
    try:
        back = save(change_id, path, id, sent, g.actor.person)
    except EditRefused as refused:
        return _refused(change, path, id, sent, refused)
    if by_script():
        return _saved(change_id, path, back)
    what = _what(sent)
    flash(NEW if what == "late" and back != id else DONE.get(what, SAVED))
    return redirect(_onward(change_id, path, back, what), 303)


def _what(sent: Sent) -> str:
    return sent.get("_action", "").partition(":")[0]


def _onward(change_id: UUID, path: str, id: str, what: str) -> str:
    """To the new step, which has nothing to say yet, or the step itself; else to the outline."""
    if what in STAYS:
        return url_for(".step", change_id=change_id, path=path, element=id)
    return url_for(".overview", change_id=change_id, path=path) + (f"#element-{id}" if id else "")


def _saved(change_id: UUID, path: str, id: str) -> ResponseReturnValue:
    """How saving went, for `web/assets/src/studio/page.js`."""
    drawing, _ = loaded(change_id, path)
    seen = {path: mark(drawing, id)}
    return jsonify(editions=seen, saved_at=parts().clock.now().isoformat())


def _refused(
    change: ChangeView, path: str, id: str, sent: Sent, refused: EditRefused
) -> ResponseReturnValue:
    if by_script():
        return jsonify(sentence=f"{refused.sentence} {refused.remedy}"), 422
    try:
        return _page(change, path, id, sent, refused), 422
    except EditRefused as gone:
        return overview_page(change, path, refused=gone), 404


def _page(
    change: ChangeView, path: str, id: str, sent: Sent | None = None,
    refused: EditRefused | None = None,
) -> str:  # fmt: skip
    drawing, _ = loaded(change.id, path)
    facts, sent = drawing.facts(id), sent or {}
    return render_template(
        "studio/outline_step.html",
        path=path,
        step=facts,
        seen=sent.get(seen_field(path)) or mark(drawing, id),
        kind=WORDS.get(facts.kind, facts.kind),
        sent=sent,
        refused=refused,
        wrong=getattr(refused, "field", "") or PLACES.get(_what(sent), "name"),
        **offered(change, drawing, facts, sent),
        **meanwhile(drawing, facts),
        **heading(change, path),
    )


def _sent() -> dict[str, str]:
    """What was sent, with line breaks as files have them."""
    return {name: value.replace("\r\n", "\n") for name, value in request.form.items()}
