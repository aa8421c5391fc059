"""Batches for programs: looked at first, begun with a reason, done by the worker."""

from __future__ import annotations

from typing import Any, get_args
from uuid import UUID

from flask import g
from sqlalchemy.orm import Session

from engine import batches
from engine.batches import Chosen
from engine.errors import OperationRefused
from engine.queries.instance_filters import InstanceFilters
from engine.tables import Batch
from web.api import cursors
from web.api.batch_shapes import (
    BatchAsked,
    BatchCounts,
    BatchDetail,
    BatchGiven,
    BatchMade,
    ItemGiven,
    ItemsAsked,
    State,
)
from web.api.hands import refuse_hands, refuse_naming
from web.api.operation import operation
from web.api.queue_shapes import ReasonAsked
from web.api.queues import ACT, READ
from web.api.shapes import Listed, PageAsked, listed
from web.parts import parts

TAG = "Batches"
ONE = "/batches/{batch_id}"
CHOSEN_TWICE = ("Say which instances, once.", "Give instances, cause or filters: one of the three.")


@operation("GET", "/batches", tag=TAG, **READ)
def list_batches(query: PageAsked) -> Listed[BatchGiven]:
    """Batches, newest first."""
    here, last = parts(), cursors.read(query.cursor, (UUID,))
    with here.database.read() as db:
        before = None if last is None else last[0]
        rows = batches.batches(db, here.tenant, before, query.limit)
    return listed(BatchGiven, rows, query.limit, lambda row: (row.id,))


@operation("POST", "/batches", tag=TAG, status=201, refuses=(404,), **ACT)
def look_at_batch(body: BatchAsked) -> BatchMade:
    """Try an operation on each instance and roll each back. Begin it when it is looked at."""
    here = parts()
    if body.act.kind == "reassign":
        refuse_hands(body.act.person, body.act.group)
    refuse_naming(body.act.given)
    with here.database.read() as db:
        chosen, words = _chosen(db, body)
    by = g.actor.person
    made = here.engine.batches.look(body.act.act(), chosen, by=by, selection=words)
    return BatchMade(batch_id=made)


@operation("GET", ONE, tag=TAG, **READ)
def read_batch(batch_id: UUID) -> BatchDetail:
    """A batch and how far it is."""
    here = parts()
    with here.database.read() as db:
        row = batches.batch(db, here.tenant, batch_id)
        counts = BatchCounts.model_validate(batches.counts(db, row))
    return BatchDetail.model_validate({**_own(row), "counts": counts})


@operation("GET", f"{ONE}/items", tag=TAG, **READ)
def list_batch_items(batch_id: UUID, query: ItemsAsked) -> Listed[ItemGiven]:
    """The instances of a batch, with what became of each."""
    here, last = parts(), cursors.read(query.cursor, (cursors.number,))
    states = [query.state] if query.state else get_args(State)
    with here.database.read() as db:
        row = batches.batch(db, here.tenant, batch_id)
        after = -1 if last is None else last[0]
        page = batches.items(db, row, states, after, query.limit)
    following = None if page.after is None else cursors.written((page.after,))
    items = [ItemGiven.model_validate(one) for one in page.rows]
    return Listed[ItemGiven](items=items, next=following)


@operation("POST", f"{ONE}/begin", tag=TAG, **ACT)
def begin_batch(batch_id: UUID, body: ReasonAsked) -> None:
    """Do it to all that the look found fit. The worker does it; what has moved is left alone."""
    parts().engine.batches.begin(batch_id, by=g.actor.person, reason=body.reason)


@operation("POST", f"{ONE}/cancel", tag=TAG, **ACT)
def cancel_batch(batch_id: UUID) -> None:
    """Do no more of it. What is done stays done."""
    parts().engine.batches.cancel(batch_id, by=g.actor.person)


@operation("POST", f"{ONE}/again", tag=TAG, status=201, **ACT)
def look_at_failed(batch_id: UUID) -> BatchMade:
    """Look anew, as a batch of its own, at those that failed or were refused."""
    return BatchMade(batch_id=parts().engine.batches.again(batch_id, by=g.actor.person))


@operation("POST", f"{ONE}/undo", tag=TAG, status=201, **ACT)
def look_at_undoing(batch_id: UUID) -> BatchMade:
    """Look, as a batch of its own, at taking back what was done."""
    return BatchMade(batch_id=parts().engine.batches.undo(batch_id, by=g.actor.person))


def _chosen(session: Session, body: BatchAsked) -> tuple[list[Chosen], str]:
    said = [one for one in (body.instances, body.cause, body.filters) if one is not None]
    if len(said) != 1:
        raise OperationRefused(*CHOSEN_TWICE)
    tenant = parts().tenant
    if body.instances is not None:
        return batches.by_ids(session, tenant, body.instances), "Chosen by a program"
    if body.cause is not None:
        return batches.by_cause(session, tenant, body.cause), "Incidents of one cause"
    known: dict[str, Any] = body.filters.model_dump() if body.filters is not None else {}
    filters = InstanceFilters(**known)
    return batches.by_filters(session, tenant, filters), "Found by a program's filters"


def _own(row: Batch) -> dict[str, Any]:
    return {name: getattr(row, name) for name in BatchGiven.model_fields}
