"""The audits a person may see, and one of them."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.access.permission import permit
from web.audits.listing import AuditFilters, audits
from web.inbox.filters import page_number
from web.parts import parts

blueprint = Blueprint("audits", __name__)


@blueprint.get("/audits")
@permit("audit.list")
def overview() -> ResponseReturnValue:
    """Every audit I take part in, was sent something of, or administer; newest month first."""
    here, chosen = parts(), AuditFilters.of(request.args)
    with here.database.read() as db:
        page = audits(db, here.tenant, g.actor, chosen, page_number(request.args))
    return render_template(
        "audits/overview.html",
        list=page, chosen=chosen,
        address=lambda number: url_for("audits.overview", **{**request.args, "page": number}),
    )  # fmt: skip
