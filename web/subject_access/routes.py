"""The requests, what was found for one, the decision about each record, and the file."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from engine import queries
from engine.history import append_audit_log
from handlers.directory.in_charge import first_held
from handlers.subject_access.bundle import items_of
from handlers.subject_access.content import content_of
from handlers.subject_access.deciding import decide, problems_of, request_of, requests_of
from handlers.subject_access.tables import SubjectItem, SubjectSearch
from web.access.facts import StartFacts
from web.access.permission import permit
from web.documents import download
from web.named import roles_named
from web.parts import parts

blueprint = Blueprint("subject_access", __name__, url_prefix="/subject-access")
REVIEWERS = "subject_access_reviewers"


def in_charge(**_: object) -> StartFacts:
    """Who reviews requests at present."""
    here, roles = parts(), roles_named(REVIEWERS)
    if not roles:
        return StartFacts(frozenset())
    with here.database.read() as db:
        role, people = first_held(db, here.tenant, roles)
    return StartFacts(frozenset(people), frozenset({role}))


@blueprint.get("")
@permit("subject_access.review", in_charge)
def overview() -> ResponseReturnValue:
    """Every request, the latest first."""
    here = parts()
    with here.database.read() as db:
        found = [(row, _left(items_of(db, row))) for row in requests_of(db, here.tenant)]
    return render_template("subject_access/overview.html", requests=found)


@blueprint.get("/<reference>")
@permit("subject_access.review", in_charge)
def records(reference: str) -> ResponseReturnValue:
    """What was found for a request, and how much of it is decided."""
    with parts().database.read() as db:
        row = _request(db, reference)
        items = items_of(db, row)
    page = "subject_access/records.html"
    return render_template(page, row=row, items=items, left=_left(items))


@blueprint.get("/<reference>/<int:number>")
@permit("subject_access.review", in_charge)
def record(reference: str, number: int) -> ResponseReturnValue:
    """One record, to read and decide. That it was read is noted."""
    return _page(reference, number, {}, {})


@blueprint.post("/<reference>/<int:number>")
@permit("subject_access.review", in_charge)
def decided(reference: str, number: int) -> ResponseReturnValue:
    """Keep the decision; a wrong one is shown again with its words."""
    here, words = parts(), {name: request.form.get(name, "") for name in FIELDS}
    with here.database.write() as db:
        row = _request(db, reference)
        item = _item(db, row, number)
        problems = problems_of(item.kind, **words)
        if row.document_id is not None:
            problems = {"choice": "The file is made already: nothing can be changed any more"}
        if not problems:
            decide(item, by=g.actor.person, now=here.clock.now(), **words)  # type: ignore[arg-type]
            _note(db, "subject_access.decide", reference, number)
    if problems:
        return _page(reference, number, words, problems), 422
    flash(f"Record {number} is decided.")
    return redirect(url_for("subject_access.records", reference=reference), 303)


@blueprint.get("/<reference>/<int:number>/document")
@permit("subject_access.review", in_charge)
def document(reference: str, number: int) -> Response:
    """A document that was found, as a download."""
    with parts().database.write() as db:
        item = _item(db, _request(db, reference), number)
        if item.kind != "document":
            abort(404)
        _note(db, "subject_access.read", reference, number)
        found = queries.document(db, item.tenant_id, item.source_id)
        return download(found, queries.document_bytes(db, item.tenant_id, item.source_id))


@blueprint.get("/<reference>/file")
@permit("subject_access.review", in_charge)
def file(reference: str) -> Response:
    """The file to hand over, once it is made."""
    with parts().database.write() as db:
        row = _request(db, reference)
        if row.document_id is None:
            abort(404)
        _note(db, "subject_access.file", reference, None)
        found = queries.document(db, row.tenant_id, row.document_id)
        return download(found, queries.document_bytes(db, row.tenant_id, row.document_id))


FIELDS = ("choice", "reason", "blackout")


def _page(reference: str, number: int, words: dict[str, str], problems: dict[str, str]) -> str:
    with parts().database.write() as db:
        row = _request(db, reference)
        item = _item(db, row, number)
        content = content_of(db, item)
        _note(db, "subject_access.read", reference, number)
    shown = words or {"choice": item.decision or "", "reason": "", "blackout": "", **item.words}
    return render_template(
        "subject_access/record.html",
        row=row,
        item=item,
        content=content,
        words=shown,
        problems=problems,
    )


def _request(session: Session, reference: str) -> SubjectSearch:
    return request_of(session, parts().tenant, reference) or abort(404)


def _item(session: Session, row: SubjectSearch, number: int) -> SubjectItem:
    return session.get(SubjectItem, (row.tenant_id, row.id, number)) or abort(404)


def _left(items: object) -> int:
    return sum(item.decision is None for item in items)  # type: ignore[attr-defined]


def _note(session: Session, action: str, reference: str, number: int | None) -> None:
    here, about = parts(), {"number": number} if number else {}
    append_audit_log(
        session, here.tenant,
        at=here.clock.now(), by=g.actor.person, action=action, about=reference, detail=about,
    )  # fmt: skip
