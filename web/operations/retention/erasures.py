"""Erasing somebody: seen first, done with a reason, proved; and looked at again."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import queries
from engine.errors import HandlerFailed, NotFound, OutOfDate
from handlers.directory.reading import names
from handlers.erasure import certifying, wording
from handlers.erasure.doing import NAMED, ErasureRefused, Foretold, names_them
from handlers.erasure.findings import Findings
from handlers.erasure.subject import Subject
from web.access.permission import permit
from web.documents import download
from web.operations.reasons import MISSING, given_reason
from web.operations.retention.asked import WORDS, erasures, problems, subject_asked
from web.parts import parts

blueprint = Blueprint("operations_erasures", __name__)
ONE = "/operations/retention/erasures/<uuid:erasure_id>"


@blueprint.get("/operations/retention/erasures")
@permit("retention.read")
def overview() -> ResponseReturnValue:
    """Those that were done, with their proofs."""
    here = parts()
    with here.database.read() as db:
        rows = certifying.erasures(db, here.tenant)
        known = names(db, here.tenant, [one.by for one in rows])
    return render_template(
        "operations/retention/erasures.html", list=rows, names=known, about=wording.ABOUT
    )


@blueprint.get("/operations/retention/erasures/new")
@permit("retention.act")
def ask() -> ResponseReturnValue:
    """Who is to be erased, and why."""
    return _ask_page({})


@blueprint.post("/operations/retention/erasures/new")
@permit("retention.act")
def erase() -> ResponseReturnValue:
    """Look first at what it would do; do exactly that when it has been seen."""
    reason, seen = given_reason(), request.form.get("seen", "")
    wrong = problems(request.form) | ({} if reason else {"reason": MISSING})
    subject = None if wrong else _subject()
    if subject is None:
        return _ask_page(wrong), 422
    if names_them(subject, reason):
        return _ask_page({"reason": str(ErasureRefused([NAMED]))}), 422
    try:
        if not seen:
            return _ask_page({}, erasures().foretell(subject))
        made = erasures().erase(subject, by=g.actor.person, reason=reason, seen=seen)
    except OutOfDate as changed:
        return _ask_page({"reason": str(changed)}, erasures().foretell(subject)), 409
    except ErasureRefused as refused:
        return _ask_page({}, Foretold(refused.obstacles, Findings())), 409
    except HandlerFailed as failed:
        return _ask_page({"reason": str(failed)}), 422
    return redirect(url_for(".one", erasure_id=made), 303)


@blueprint.get(ONE)
@permit("retention.read")
def one(erasure_id: UUID) -> ResponseReturnValue:
    """What was done, and whether it is certified."""
    return _page(erasure_id, {})


@blueprint.post(f"{ONE}/look")
@permit("retention.act")
def look(erasure_id: UUID) -> ResponseReturnValue:
    """Search again, for what was put right since."""
    wrong = problems({**request.form, "about": "child"})
    if wrong:
        return _page(erasure_id, wrong), 422
    here = parts()
    with here.database.read() as db:
        about = certifying.erasure(db, here.tenant, erasure_id).about
        asked = subject_asked(db, here.tenant, {**request.form, "about": about})
    try:
        clean = erasures().look_again(erasure_id, asked, by=g.actor.person)
    except NotFound as unknown:
        return _page(erasure_id, {"number": str(unknown)}), 422
    flash("Nothing names them any more." if clean else "Something names them still.")
    return redirect(url_for(".one", erasure_id=erasure_id), 303)


@blueprint.get(f"{ONE}/proof.pdf")
@permit("retention.read")
def proof(erasure_id: UUID) -> ResponseReturnValue:
    """The proof as a PDF, printed when it is first asked for."""
    here = parts()
    try:
        document = erasures().proof(erasure_id)
    except HandlerFailed as failed:
        flash(f"This page says the same as the proof. {failed}")
        return redirect(url_for(".one", erasure_id=erasure_id), 303)
    with here.database.read() as db:
        row = queries.document(db, here.tenant, document)
        return download(row, queries.document_bytes(db, here.tenant, document))


def _subject() -> Subject:
    here = parts()
    with here.database.read() as db:
        return subject_asked(db, here.tenant, request.form)


def _ask_page(wrong: dict[str, str], told: Foretold | None = None) -> str:
    lines = wording.touched(told.findings) if told else []
    left = [wording.said(one) for one in told.findings.remains] if told else []
    return render_template(
        "operations/retention/erase.html",
        words=WORDS, wrong=wrong, told=told, lines=lines, left=left,
    )  # fmt: skip


def _page(erasure_id: UUID, wrong: dict[str, str]) -> str:
    here = parts()
    with here.database.read() as db:
        row = certifying.erasure(db, here.tenant, erasure_id)
        known = names(db, here.tenant, [row.by])
    findings = Findings.read(row.findings)
    return render_template(
        "operations/retention/erasure.html",
        one=row, findings=findings, names=known, verdict=wording.verdict(row, findings),
        about=wording.ABOUT[row.about], lines=wording.touched(findings), wrong=wrong,
        left=[wording.said(one) for one in findings.remains],
    )  # fmt: skip
