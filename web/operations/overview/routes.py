"""The overview: exceptions first, then counts."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from engine import queries
from web.access.permission import permit
from web.parts import parts

blueprint = Blueprint("operations", __name__)


@blueprint.get("/operations")
@permit("operations.read")
def overview() -> ResponseReturnValue:
    """Whether the programme is healthy."""
    here = parts()
    with here.database.read() as db:
        counts = queries.counts(db, here.tenant)
    return render_template("operations/overview/overview.html", counts=counts)
