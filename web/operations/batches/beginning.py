"""Beginning a batch: which instances, which operation, what is said; then it is looked at."""

from __future__ import annotations

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.acting import Kind
from engine.errors import OperationRefused
from web.access.permission import permit
from web.operations.acting import wording
from web.operations.acting.asked import Fields, Wrong
from web.operations.acting.people import finder
from web.operations.batches.blueprint import blueprint
from web.operations.batches.choices import AT_A_PLACE, KINDS, choices, elements
from web.operations.batches.selection import ALL, Selection
from web.parts import parts


@blueprint.post("/operations/batches/begin")
@permit("operations.act")
def begin() -> ResponseReturnValue:
    """From a list: go on with those ticked, or with all that it shows."""
    which = request.form.get("which", "")
    chosen = Selection.of(request.values, which)
    if not (chosen.ids or chosen.cause or which == ALL):
        return redirect(url_for(".new", nothing="yes", **chosen.address()), 303)
    kind = request.values.get("kind", "")
    return redirect(url_for(".new", **chosen.address(kind=kind if kind in KINDS else None)), 303)


@blueprint.get("/operations/batches/new")
@permit("operations.act")
def new() -> ResponseReturnValue:
    """Choose what to do with them, and say what has to be said."""
    return _page(Selection.of(request.args))


@blueprint.post("/operations/batches/new")
@permit("operations.act")
def look() -> ResponseReturnValue:
    """Try it on each of them, and change nothing."""
    here, chosen = parts(), Selection.of(request.args)
    fields = Fields(_kind(), request.form)
    try:
        with here.database.read() as db:
            act = fields.act(here.clock.now(), finder(db, here.tenant))
            _require_place(fields)
            found = chosen.chosen(db, here.tenant, here.clock.now())
            words = chosen.words(db, here.tenant, here.clock.now())
        id = here.engine.batches.look(act, found, by=g.actor.person, selection=words)
    except Wrong as wrong:
        return _page(chosen, fields, wrong.problems), 422
    except OperationRefused as refused:
        return _page(chosen, fields, {"element": str(refused)}), 409
    return redirect(url_for(".batch", batch_id=id), 303)


def _require_place(fields: Fields) -> None:
    if fields.kind in AT_A_PLACE and not fields.typed["element"]:
        raise Wrong({"element": "Choose where they are now"})


def _kind() -> Kind:
    kind = request.values.get("kind", "")
    if kind not in KINDS:
        abort(404)
    return kind


def _page(
    chosen: Selection, fields: Fields | None = None, wrong: dict[str, str] | None = None
) -> str:
    here, kind = parts(), request.values.get("kind", "")
    known = fields or (Fields(_kind(), request.args) if kind else None)
    with here.database.read() as db:
        words = chosen.words(db, here.tenant, here.clock.now())
        places = elements(db, here, chosen.listed.process) if known else {}
        options = choices(db, here, known.kind, places) if known else None
    return render_template(
        "operations/batches/new.html",
        chosen=chosen, said=words, fields=known, options=options, places=places,
        wrong=wrong or {}, kinds=KINDS, at_a_place=AT_A_PLACE, words=wording,
        nothing="nothing" in request.args,
    )  # fmt: skip
