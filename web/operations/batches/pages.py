"""The list of batches, one batch, and its instances as a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from engine import batches as engine_batches
from engine.batches import batch as one_batch
from engine.batches.reading import SIZE
from engine.tables import Batch
from handlers.directory.reading import names
from web.access.permission import permit
from web.operations.acting import wording
from web.operations.acting.names import with_names
from web.operations.batches.blueprint import blueprint
from web.operations.batches.wording import GOING, HEADINGS, ITEMS, REPORTED, STATES, thing
from web.operations.reasons import given_reason
from web.operations.sheet import MOST, sheet
from web.parts import parts


@blueprint.get("/operations/batches")
@permit("operations.read")
def overview() -> ResponseReturnValue:
    """What was done to many at once, newest first."""
    here, before = parts(), _id(request.args.get("before", ""))
    with here.database.read() as db:
        rows = engine_batches.batches(db, here.tenant, before)
        known = names(db, here.tenant, [one.begun_by or one.by for one in rows])
    older = url_for(".overview", before=rows[SIZE - 1].id) if len(rows) > SIZE else ""
    return render_template(
        "operations/batches/overview.html",
        rows=rows[:SIZE], names=known, older=older, states=STATES, words=wording,
    )  # fmt: skip


@blueprint.get("/operations/batches/<uuid:batch_id>")
@permit("operations.read")
def batch(batch_id: UUID) -> ResponseReturnValue:
    """How far it is, what it would do or has done, and what became of each that failed."""
    return page(batch_id)


@blueprint.get("/operations/batches/<uuid:batch_id>/now")
@permit("operations.read")
def live(batch_id: UUID) -> ResponseReturnValue:
    """How far it is: what changes of its page by itself."""
    here = parts()
    with here.database.read() as db:
        row = one_batch(db, here.tenant, batch_id)
        counts = engine_batches.counts(db, row)
    return render_template("operations/batches/now.html", row=row, counts=counts)


@blueprint.get("/operations/batches/<uuid:batch_id>/items.csv")
@permit("operations.read")
def as_sheet(batch_id: UUID) -> ResponseReturnValue:
    """Every instance of it with what became of it, to take away."""
    here = parts()
    with here.database.read() as db:
        row = one_batch(db, here.tenant, batch_id)
        rows = engine_batches.items(db, row, tuple(ITEMS), size=MOST).rows
    lines = (
        (i.business_key, i.instance_id or i.incident_id, ITEMS[i.state], i.sentence) for i in rows
    )
    return sheet("batch.csv", HEADINGS, lines)


def page(batch_id: UUID, wrong: Mapping[str, str] | None = None) -> str:
    """The page of one batch."""
    here = parts()
    with here.database.read() as db:
        row = one_batch(db, here.tenant, batch_id)
        shown = _shown(db, row)
    return render_template(
        "operations/batches/batch.html",
        row=row, wrong=wrong or {}, reason=given_reason(), states=STATES, items=ITEMS,
        words=wording, going=row.state in GOING, thing=thing(row), **shown,
    )  # fmt: skip


def _shown(session: Session, row: Batch) -> dict[str, Any]:
    counts = engine_batches.counts(session, row)
    after = request.args.get("after", "")
    after_number = int(after) if after.isdecimal() and len(after) < 7 else -1
    reported = engine_batches.items(session, row, REPORTED, after_number)
    sentences = [one for one, _ in row.told]
    told = with_names(session, row.tenant_id, sentences)
    ended = row.state == "done"
    return {
        "counts": counts,
        "reported": reported,
        "told": list(zip(told, (many for _, many in row.told), strict=True)),
        "names": names(session, row.tenant_id, [row.by, row.begun_by, row.ended_by]),
        "again": engine_batches.held_again(session, row) if ended and row.kind == "retry" else 0,
    }


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
