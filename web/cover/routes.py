"""The page of cover: what there is, arranging more, and ending it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import NotAllowed, NotFound
from handlers.cover import arranging
from handlers.cover.arranging import CoverRefused, Wanted
from handlers.directory.reading import names
from web.access.permission import permit
from web.cover.listing import arrangeable, arrangers, shown
from web.parts import parts
from web.words import local

blueprint = Blueprint("cover", __name__)
FIELDS = ("covered_by", "starts_on", "ends_on")
MISSING = {
    "covered_by": "Select who covers",
    "starts_on": "Enter the first day",
    "ends_on": "Enter the last day",
}


@blueprint.get("/cover")
@permit("cover.arrange")
def overview() -> ResponseReturnValue:
    """Who covers whom, and the form to arrange it."""
    return _page(request.args.get("person", ""), {}, {})


@blueprint.post("/cover")
@permit("cover.arrange")
def arrange() -> ResponseReturnValue:
    """Arrange it; what is wrong is said beside its field, and the words stay."""
    whom, given = request.form.get("person", ""), {f: request.form.get(f, "") for f in FIELDS}
    wrong = {name: MISSING[name] for name in FIELDS if not _read(name, given[name])}
    if wrong:
        return _page(whom, given, wrong), 422
    try:
        _arrange(whom, given)
    except CoverRefused as refused:
        return _page(whom, given, {refused.field: str(refused)}), 422
    except (NotAllowed, NotFound) as refused:
        return _page("", given, {"person": str(refused)}), 422
    flash("The cover is arranged. Both people see it in their inbox on its days.")
    return redirect(url_for("cover.overview"), 303)


@blueprint.post("/cover/<uuid:cover_id>/end")
@permit("cover.arrange")
def end(cover_id: UUID) -> ResponseReturnValue:
    """End it now."""
    here = parts()
    how = {"by": g.actor.person, "now": here.clock.now(), "arrangers": arrangers()}
    try:
        with here.database.write() as db:
            arranging.end(db, here.tenant, cover_id, **how)
        flash("The cover has ended.")
    except (NotAllowed, NotFound) as refused:
        flash(str(refused))
    return redirect(url_for("cover.overview"), 303)


def _arrange(whom: str, given: Mapping[str, str]) -> None:
    here, now = parts(), parts().clock.now()
    first, last = date.fromisoformat(given["starts_on"]), date.fromisoformat(given["ends_on"])
    wanted = Wanted(whom, given["covered_by"], first, last)
    with here.database.write() as db:
        arranging.arrange(
            db,
            here.tenant,
            wanted,
            by=g.actor.person,
            now=now,
            today=local(now).date(),
            arrangers=arrangers(),
        )


def _read(name: str, text: str) -> object:
    if name == "covered_by":
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(whom: str, given: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    here, actor = parts(), g.actor
    with here.database.read() as db:
        own = arrangeable(db, here.tenant, actor)
        absent = next((one for one in own if one.id == whom), own[0])
        found = shown(db, here.tenant, actor, own, local(here.clock.now()).date())
        return render_template(
            "cover/overview.html",
            own=own,
            absent=absent,
            possible=arranging.possible(db, here.tenant, absent),
            covers=found,
            known=names(db, here.tenant, [p for c in found for p in (c.person, c.covered_by)]),
            may_end={one.id for one in own} | {actor.person},
            given=given,
            wrong=wrong,
            problems=[{"text": text, "href": f"#{field}"} for field, text in wrong.items()],
        )
