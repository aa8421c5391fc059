"""Searches that are kept under a name."""

from __future__ import annotations

from uuid import UUID

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from web.access.permission import permit
from web.operations.instances import searches
from web.operations.instances.blueprint import LIST, blueprint
from web.operations.instances.filters import Chosen
from web.operations.instances.page import page
from web.parts import parts

NAMELESS = "Enter a name for the search"


@blueprint.post(f"{LIST}/searches")
@permit("operations.read")
def keep() -> ResponseReturnValue:
    """Keep the filters in the address under a name."""
    here, chosen = parts(), Chosen.of(request.args)
    name = " ".join(request.form.get("name", "").split())[: searches.LONGEST]
    if not name:
        return page(chosen, NAMELESS), 422
    shared, now = request.form.get("shared") == "yes", here.clock.now()
    with here.database.write() as db:
        searches.keep(db, here.tenant, chosen, name=name, shared=shared, by=g.actor.person, now=now)
    flash(f"The search “{name}” is kept{' for everybody here' if shared else ''}.")
    return redirect(url_for(".overview", **chosen.address()), 303)


@blueprint.post(f"{LIST}/searches/<uuid:search_id>/forget")
@permit("operations.read")
def forget(search_id: UUID) -> ResponseReturnValue:
    """Forget a search of one's own."""
    here = parts()
    with here.database.write() as db:
        name = searches.forget(db, here.tenant, search_id, by=g.actor.person)
    flash(f"The search “{name}” is forgotten.")
    return redirect(url_for(".overview"), 303)
