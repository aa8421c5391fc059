"""The job of a batch: some seconds of work, then another turn, until none is left."""

from __future__ import annotations

import time
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.acting import Act
from engine.batches import doing, looking
from engine.batches.ending import end_items, end_look
from engine.claimed import Claimed
from engine.commands.work import job_of
from engine.context import Context
from engine.jobs import finish_job, put_back
from engine.tables import Batch, BatchItem

TURN = 5.0
CHUNK = 20
TO_DO = {"looking": "waiting", "running": "fits"}


def run(context: Context, claimed: Claimed) -> None:
    """Go on where the batch stands. Raises LeaseLost when another worker is at it."""
    until = time.monotonic() + TURN
    while time.monotonic() < until:
        row, chunk = _next(context, claimed)
        if not chunk:
            context.database.transact(lambda session: _end(context, session, claimed))
            return
        act = Act.from_json(row.act)
        (looking.look if row.state == "looking" else doing.do)(context, row, act, chunk)
    context.database.transact(lambda session: _turn_over(context, session, claimed))


def _next(context: Context, claimed: Claimed) -> tuple[Batch, Sequence[BatchItem]]:
    with context.database.read() as session:
        row = _batch(context, session, claimed)
        wanted = TO_DO.get(row.state)
        query = select(BatchItem).where(
            BatchItem.tenant_id == row.tenant_id,
            BatchItem.batch_id == row.id,
            BatchItem.state == wanted,
        )
        found = query.order_by(BatchItem.number).limit(CHUNK)
        return row, session.scalars(found).all() if wanted else []


def _batch(context: Context, session: Session, claimed: Claimed) -> Batch:
    job = job_of(session, context.tenant, claimed)
    return session.get_one(Batch, (context.tenant, UUID(job.payload["batch"])))


def _end(context: Context, session: Session, claimed: Claimed) -> None:
    row = _batch(context, session, claimed)
    session.refresh(row, with_for_update=True)
    if row.state == "looking":
        end_look(session, row)
    elif row.state == "running":
        end_items(session, context, row, "done", None)
    finish_job(session, context.tenant, claimed, context.now())


def _turn_over(context: Context, session: Session, claimed: Claimed) -> None:
    # The attempts begin anew with every turn: what counts is dying at the same place.
    put_back(session, context.tenant, claimed, context.now(), "", 0)
