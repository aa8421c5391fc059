"""A decision table of a change: its rows as fields, or drawn; both save the same file."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import (
    Blueprint,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from engine.decisions import DecisionRefused
from engine.editing.sheets import Sheet, sheets
from engine.editing.tables import EditRefused
from engine.spiff import Unreadable
from web.access.permission import permit
from web.parts import parts
from web.studio.content_policy import for_editors
from web.studio.diagrams.lossless import losses
from web.studio.opened import heading, opened
from web.studio.saving import Refused, answered, file_of, save
from web.studio.tables.policies import SAID
from web.studio.tables.posted import Action, edited
from web.studio.tables.trying import Trial, trial

blueprint = Blueprint("studio_tables", __name__)
AT = "/studio/changes/<uuid:change_id>"
PATH = "/tables/<path:path>"
AGAIN = "What you typed is below."
AS_TEXT = "Correct it as text, or undo what was done to it."


@blueprint.get(f"{AT}{PATH}")
@permit("studio.read")
def table(change_id: UUID, path: str) -> ResponseReturnValue:
    """The tables of a file as fields, and a box to try them."""
    content, edition = file_of(change_id, path, ".dmn")
    return _page(change_id, path, content, edition)


@blueprint.post(f"{AT}{PATH}")
@permit("studio.edit")
def save_table(change_id: UUID, path: str) -> ResponseReturnValue:
    """Save the rows, and do what the button asks for."""
    content, _ = file_of(change_id, path, ".dmn")
    try:
        content = edited(content, path, request.form)
        refused = save(change_id, path, content)
    except EditRefused as no:
        refused = Refused(str(no), AGAIN, 422)
    except DecisionRefused as no:
        refused = Refused(no.sentence, no.remedy, 422)
    page = partial(_page, change_id, path, content)
    action, there = Action.of(request.form), url_for(".table", change_id=change_id, path=path)
    # Who only saved reads at the top that it is; who moved a row stays at its table.
    back = there if action.what == "save" else f"{there}#t{action.table}"
    return answered(change_id, path, refused, page=page, to=back)


@blueprint.get(f"{AT}/drawn/<path:path>")
@permit("studio.read")
def drawn(change_id: UUID, path: str) -> ResponseReturnValue:
    """The file in the table editor, with everything DMN has."""
    file_of(change_id, path, ".dmn")
    shown = heading(opened(change_id), path)
    page = render_template("studio/tables/drawn.html", path=path, **shown)
    return for_editors(make_response(page))


@blueprint.post(f"{AT}/tables-kept/<path:path>")
@permit("studio.read")
def kept(change_id: UUID, path: str) -> ResponseReturnValue:
    """What would be lost if the file, saved by the editor without a change, replaced it."""
    content, _ = file_of(change_id, path, ".dmn")
    # Loaded when a process owner first asks: a server that only runs what it has needs no rules.
    from engine.checks.safety import unsafe

    saved = request.get_data(cache=False)
    if found := unsafe({"stored.dmn": content, "saved.dmn": saved}):
        return jsonify(losses=[f"{found[0].sentence} {found[0].remedy}"])
    try:
        return jsonify(losses=losses(content, saved))
    except Unreadable as unreadable:
        return jsonify(losses=[str(unreadable)])


def _page(
    change_id: UUID, path: str, content: bytes, edition: int, refused: Refused | None = None
) -> str:
    found: list[Sheet] = []
    try:
        found = sheets(content, path)
    except DecisionRefused as no:
        refused = refused or Refused(no.sentence, no.remedy, 422)
    return render_template(
        "studio/tables/table.html",
        path=path,
        sheets=found,
        policies=SAID,
        edition=edition,
        refused=refused,
        element=request.args.get("element", ""),
        trials=_trials(change_id, found),
        **heading(opened(change_id), path),
    )


def _trials(change_id: UUID, found: list[Sheet]) -> dict[str, Trial]:
    """What each table asks for, and the answer for what was given to the one that is tried."""
    bundle, now = parts().changes.bundle(change_id), parts().clock.now()
    asked = request.args.get("decision", "")
    made = (
        trial(bundle, sheet.decision, request.args if sheet.decision == asked else None, now)
        for sheet in found
    )
    return {one.decision: one for one in made}
