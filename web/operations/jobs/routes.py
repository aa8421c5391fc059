"""Queues with their age and lag, what waits in them, and trying again what failed."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from engine.errors import OperationRefused, OutOfDate
from engine.queries.audited import about_thing
from engine.queries.queued import Queued, job, queued, standings
from handlers.directory.reading import names
from web.access.permission import permit
from web.operations.jobs import wording
from web.operations.jobs.held import incident_of
from web.operations.jobs.listing import Chosen
from web.operations.reasons import MISSING, given_reason
from web.operations.sheet import AT_ONCE, Lines, flowing
from web.parts import parts

blueprint = Blueprint("operations_jobs", __name__)
HEADINGS = ("Kind", "Element", "About", "State", "Due", "Attempts", "Last error", "Written")


@blueprint.get("/operations/jobs")
@permit("operations.read")
def overview() -> ResponseReturnValue:
    """How each queue stands, and what is to be done, longest due first."""
    here, chosen = parts(), Chosen.of(request.args)
    now = here.clock.now()
    with here.database.read() as db:
        queues = standings(db, here.tenant, now)
        found = queued(db, here.tenant, chosen.query, now, chosen.after)
    next_page = url_for(".overview", **chosen.address(after=found.after)) if found.after else ""
    return render_template(
        "operations/jobs/overview.html",
        queues=queues, list=found, chosen=chosen, now=now, words=wording, next_page=next_page,
    )  # fmt: skip


@blueprint.get("/operations/jobs.csv")
@permit("operations.read")
def as_sheet() -> ResponseReturnValue:
    """The same list, to take away."""
    here, chosen = parts(), Chosen.of(request.args)
    now = here.clock.now()

    def more(db: Session, after: str | None) -> tuple[Lines, str | None]:
        found = queued(db, here.tenant, chosen.query, now, after, AT_ONCE)
        return [_line(one) for one in found.rows], found.after

    return flowing("jobs.csv", HEADINGS, more)


@blueprint.get("/operations/jobs/<uuid:job_id>")
@permit("operations.read")
def one(job_id: UUID) -> ResponseReturnValue:
    """One job: what it is for, when it is due, what went wrong."""
    return _page(job_id)


@blueprint.post("/operations/jobs/<uuid:job_id>/now")
@permit("operations.act")
def hurry(job_id: UUID) -> ResponseReturnValue:
    """Try it now rather than at its next attempt."""
    reason, seen = given_reason(), request.form.get("seen", "")
    if not reason:
        return _page(job_id, {"reason": MISSING}), 422
    acting = parts().engine.queueing(by=g.actor.person, reason=reason)
    try:
        acting.hurry(job_id, seen=int(seen) if seen.isdigit() and len(seen) < 9 else -1)
    except (OutOfDate, OperationRefused) as refused:
        return _page(job_id, {"reason": str(refused)}), 409
    flash("It is tried now.")
    return redirect(url_for(".one", job_id=job_id), 303)


def _page(job_id: UUID, wrong: dict[str, str] | None = None) -> str:
    here = parts()
    with here.database.read() as db:
        found = job(db, here.tenant, job_id)
        done = about_thing(db, here.tenant, str(job_id))
        held = incident_of(db, here.tenant, job_id)
        known = names(db, here.tenant, [line.by for line in done])
    return render_template(
        "operations/jobs/job.html",
        one=found, done=done, held=held, names=known, now=here.clock.now(),
        words=wording, wrong=wrong or {},
    )  # fmt: skip


def _line(one: Queued) -> tuple[object, ...]:
    now, row = parts().clock.now(), one.job
    return (
        wording.KINDS.get(row.kind, row.kind),
        row.element_id or "",
        one.business_key or "",
        wording.SAID[wording.standing(row, now)],
        row.due_at.isoformat(),
        row.attempts,
        row.last_error or "",
        row.created_at.isoformat(),
    )
