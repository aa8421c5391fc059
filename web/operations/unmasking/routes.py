"""Asking for the content of an instance, looking at it, and closing it again."""

from __future__ import annotations

from math import ceil
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from engine import queries
from handlers.directory.reading import names
from handlers.unmasking.opening import (
    MINUTES,
    Asked,
    UnmaskingRefused,
    looked,
    mask,
    unmask,
    unmaskings,
)
from handlers.unmasking.tables import Unmasking
from web.access.permission import permit
from web.documents import download
from web.operations.addresses import instance_address
from web.operations.reasons import given_reason
from web.operations.unmasking.content import READ, TITLES
from web.operations.unmasking.facts import facts, unmasking
from web.operations.unmasking.foretold import foretold, roles_told
from web.parts import parts

blueprint = Blueprint("operations_unmasking", __name__)
ONE = "/operations/unmasked/<uuid:unmasking_id>"


@blueprint.get("/operations/unmasked")
@permit("audit_log.read")
def overview() -> ResponseReturnValue:
    """Who opened which content, why and for how long."""
    here = parts()
    with here.database.read() as db:
        found = unmaskings(db, here.tenant)
        known = names(db, here.tenant, [who for one in found for who in (one.by, *one.told)])
    return render_template(
        "operations/unmasking/overview.html", list=found, names=known, now=here.clock.now()
    )


@blueprint.get("/operations/instances/<uuid:instance_id>/unmask")
@permit("operations.unmask")
def ask(instance_id: UUID) -> ResponseReturnValue:
    """What opening the content would do, and the form."""
    return _ask_page(instance_id)


@blueprint.post("/operations/instances/<uuid:instance_id>/unmask")
@permit("operations.unmask")
def begin(instance_id: UUID) -> ResponseReturnValue:
    """Open it for the minutes asked for; those whom it concerns are told."""
    here, minutes = parts(), request.form.get("minutes", "")
    number = int(minutes) if minutes.isdigit() and len(minutes) < 4 else 0
    asked = Asked(instance_id, g.actor.person, given_reason(), number, roles_told())
    try:
        with here.database.write() as db:
            domain = here.engine.context.mail_domain
            row = unmask(db, here.tenant, asked, now=here.clock.now(), mail_domain=domain)
    except UnmaskingRefused as refused:
        return _ask_page(instance_id, str(refused)), 422
    here.dispatcher.wake()
    return redirect(url_for(".one", unmasking_id=row.id), 303)


@blueprint.get(ONE)
@permit("operations.unmask", of=facts)
def one(unmasking_id: UUID) -> ResponseReturnValue:
    """What there is to look at, and until when."""
    row = _open(unmasking_id)
    if row is None:
        return _over(unmasking_id)
    return render_template("operations/unmasking/one.html", row=row, titles=TITLES)


@blueprint.get(f"{ONE}/<part>")
@permit("operations.unmask", of=facts)
def part(unmasking_id: UUID, part: str) -> ResponseReturnValue:
    """One part of the content. The look is noted before anything is shown."""
    here, row = parts(), _open(unmasking_id)
    if row is None:
        return _over(unmasking_id)
    if part not in READ:
        abort(404)
    with here.database.write() as db:
        looked(db, row, part, here.clock.now())
    with here.database.read() as db:
        pieces = READ[part](db, here.tenant, row.instance_id)
    shown = {"row": row, "pieces": pieces, "part": part, "titles": TITLES}
    return _until(row, render_template("operations/unmasking/part.html", **shown))


@blueprint.get(f"{ONE}/documents/<uuid:document_id>")
@permit("operations.unmask", of=facts)
def document(unmasking_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """A document of the instance. The download is noted before it begins."""
    here, row = parts(), _open(unmasking_id)
    if row is None:
        return _over(unmasking_id)
    with here.database.read() as db:
        found = queries.document(db, here.tenant, document_id)
        content = queries.document_bytes(db, here.tenant, document_id)
    if found.instance_id != row.instance_id:
        abort(404)
    with here.database.write() as db:
        looked(db, row, f"document {document_id}", here.clock.now())
    return download(found, content)


@blueprint.post(f"{ONE}/end")
@permit("operations.unmask", of=facts)
def end(unmasking_id: UUID) -> ResponseReturnValue:
    """Close it before its time."""
    here, row = parts(), unmasking(unmasking_id)
    with here.database.write() as db:
        mask(db, here.tenant, unmasking_id, here.clock.now())
    flash("The content is masked again.")
    return redirect(instance_address(row.instance_id) if row else "/operations", 303)


def _until(row: Unmasking, page: str) -> Response:
    """The page leaves the screen by itself when the time is over, without scripts too."""
    answer = make_response(page)
    left = (row.until - parts().clock.now()).total_seconds()
    answer.headers["Refresh"] = str(ceil(left))
    return answer


def _open(unmasking_id: UUID) -> Unmasking | None:
    row = unmasking(unmasking_id)
    return row if row is not None and row.open(parts().clock.now()) else None


def _over(unmasking_id: UUID) -> ResponseReturnValue:
    flash("The time is over and the content is masked again. Ask anew, if you still need it.")
    row = unmasking(unmasking_id) or abort(404)
    return redirect(url_for(".ask", instance_id=row.instance_id), 303)


def _ask_page(instance_id: UUID, problem: str = "") -> str:
    here = parts()
    with here.database.read() as db:
        row = queries.instance(db, here.tenant, instance_id)
        sentences = foretold(db, here, row, g.actor.person)
    return render_template(
        "operations/unmasking/ask.html",
        row=row, sentences=sentences, problem=problem, minutes=MINUTES,
    )  # fmt: skip
