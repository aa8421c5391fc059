"""Process instances: found by filters that stand in the address."""

from __future__ import annotations

from flask import Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from handlers.reports.sheet import MEDIA_TYPE
from web.access.permission import permit
from web.operations.instances.blueprint import LIST, blueprint
from web.operations.instances.filters import Chosen
from web.operations.instances.page import page
from web.operations.instances.sheet import sheet
from web.parts import parts


@blueprint.get(LIST)
@permit("operations.read")
def overview() -> ResponseReturnValue:
    """The instances that fit, page after page."""
    return page(Chosen.of(request.args))


@blueprint.get(f"{LIST}.csv")
@permit("operations.read")
def as_sheet() -> ResponseReturnValue:
    """All that fit, to take away."""
    here, chosen = parts(), Chosen.of(request.args)
    with here.database.read() as db:
        filters = chosen.query(db, here.tenant, here.clock.now())
    pieces = stream_with_context(sheet(here, filters, chosen.order))
    answer = Response(pieces, mimetype=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = "attachment; filename=instances.csv"
    return answer
