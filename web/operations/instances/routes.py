"""Process instances: found by filters that stand in the address."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import queries
from engine.queries import InstanceFilters
from web.access.permission import permit
from web.inbox.filters import page_number
from web.parts import parts

blueprint = Blueprint("operations_instances", __name__)
STATUSES = ("active", "completed", "failed", "cancelled", "suspended")


@blueprint.get("/operations/instances")
@permit("operations.read")
def overview() -> ResponseReturnValue:
    """Every process instance, newest first."""
    here, asked = parts(), request.args
    chosen = InstanceFilters(
        asked.get("status") or None, asked.get("process") or None, asked.get("text", "")[:100]
    )
    with here.database.read() as db:
        page = queries.instances(db, here.tenant, chosen, page_number(asked))
        names = {p.key: p.name for p in queries.process_definitions(db, here.tenant)}
    return render_template(
        "operations/instances/overview.html",
        list=page, names=names, chosen=chosen, statuses=STATUSES,
        address=lambda number: url_for(request.endpoint or "", **{**asked, "page": number}),
    )  # fmt: skip
