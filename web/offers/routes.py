"""The page that confirms an offered message, and what becomes of it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import queries
from engine.errors import AlreadyDone, AnswersRefused, NotAllowed, NotFound
from forms import Bound
from web.access.facts import UserTaskFacts
from web.access.permission import permit
from web.account.signing_in import take_kept
from web.inbox.lost import name_of
from web.offers.opened import Opened, open_offer
from web.pages import audit_address
from web.parts import parts

blueprint = Blueprint("offers", __name__)
AGAIN = "This was done while the page was open. Check whether it is still needed."


def facts(offer_id: UUID) -> UserTaskFacts | None:
    """Who is offered it, or None when there is no such offer."""
    here = parts()
    try:
        with here.database.read() as db:
            row = queries.offer(db, here.tenant, offer_id)
    except NotFound:
        return None
    return UserTaskFacts(frozenset(row.people), row.candidate_group, row.instance_id)


@blueprint.get("/offers/<uuid:offer_id>")
@permit("offer.take", facts)
def offer(offer_id: UUID) -> ResponseReturnValue:
    """What will happen, in whose name, and what is asked first; or what became of it."""
    opened = open_offer(parts(), offer_id)
    if opened.row.state != "open":
        return _over(opened)
    return _page(opened, opened.bound(take_kept(g.actor.person)))


@blueprint.post("/offers/<uuid:offer_id>")
@permit("offer.take", facts)
def take(offer_id: UUID) -> ResponseReturnValue:
    """Do it. Refused answers show the page again; who comes too late is told so."""
    opened = open_offer(parts(), offer_id)
    if opened.row.state != "open":
        return _over(opened, 409)
    bound = opened.bound(request.form)
    if bound is not None and bound.problems:
        return _page(opened, bound), 422
    return _send(opened, bound)


def _send(opened: Opened, bound: Bound | None) -> ResponseReturnValue:
    row, person = opened.row, g.actor.person
    seen = request.form.get("taken", type=int, default=-1)
    try:
        parts().engine.answer_offer(row.id, bound.answers if bound else {}, by=person, seen=seen)
    except (AlreadyDone, NotAllowed):
        return _too_late(open_offer(parts(), row.id), bound)
    except AnswersRefused as refused:
        return _page(opened, bound, [{"text": str(p)} for p in refused.problems]), 422
    flash(f"Done: {row.label}.")
    return redirect(_back(opened), 303)


def _too_late(opened: Opened, bound: Bound | None) -> ResponseReturnValue:
    """What may be done again is shown as it stands now; what is over says so."""
    if opened.row.state == "open":
        return _page(opened, bound, [{"text": AGAIN}]), 409
    return _over(opened, 409)


def _page(opened: Opened, bound: Bound | None, refused: list[dict[str, str]] | None = None) -> str:
    return render_template(
        "offers/offer.html", opened=opened, bound=bound, refused=refused, back=_back(opened)
    )


def _over(opened: Opened, status: int = 200) -> ResponseReturnValue:
    by = name_of(opened.row.taken_by)
    return render_template("offers/over.html", opened=opened, by=by, back=_back(opened)), status


def _back(opened: Opened) -> str:
    return audit_address(opened.row.business_key) or url_for("inbox.overview")
