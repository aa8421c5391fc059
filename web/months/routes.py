"""The published lists, and the draws behind them."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from handlers.month import reading
from web.access.permission import permit
from web.parts import parts
from web.words import local

blueprint = Blueprint("months", __name__)
lists = Blueprint("lists", __name__)


@lists.get("/published")
@permit("list.read")
def overview() -> ResponseReturnValue:
    """The months whose list may be seen."""
    here = parts()
    with here.database.read() as db:
        months = reading.published_months(db, here.tenant, local(here.clock.now()).date())
    return render_template("months/lists.html", months=months)


@lists.get("/published/<month>")
@permit("list.read")
def published(month: str) -> ResponseReturnValue:
    """A month's list: identifiers only, the newest version unless one is asked for."""
    here, version = parts(), request.args.get("version", type=int)
    with here.database.read() as db:
        today = local(here.clock.now()).date()
        found = reading.published(db, here.tenant, month, today, version)
    if found is None:
        abort(404)
    return render_template("months/published.html", list=found[0], versions=found[1])


@blueprint.get("/months")
@permit("draw.read")
def draws() -> ResponseReturnValue:
    """The months that were drawn."""
    here = parts()
    with here.database.read() as db:
        months = reading.drawn_months(db, here.tenant)
    return render_template("months/draws.html", months=months)


@blueprint.get("/months/<month>")
@permit("draw.read")
def draw(month: str) -> ResponseReturnValue:
    """Why each auditor was given which case, and what was changed by hand."""
    here = parts()
    with here.database.read() as db:
        found = reading.draw_page(db, here.tenant, month)
    if found is None:
        abort(404)
    return render_template("months/draw.html", page=found)
