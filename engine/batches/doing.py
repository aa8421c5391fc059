"""Doing the act to each of some instances, and marking each in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from engine.acting import Act
from engine.batches.one import HELD_AGAIN, act_on, sentence_of, settled
from engine.context import Context
from engine.errors import DatabaseBusy, LeaseLost
from engine.operating import Operating
from engine.tables import Batch, BatchItem


def do(context: Context, row: Batch, act: Act, chunk: Sequence[BatchItem]) -> None:
    """One after the other. Raises LeaseLost when somebody else is at it, or it was cancelled."""
    for one in chunk:
        _do(context, row, act, one)


def _do(context: Context, row: Batch, act: Act, one: BatchItem) -> None:
    def mark(session: Session) -> None:
        _require_running(session, row)
        done = settled(session, one)
        _mark(context, session, one, "done" if done else "failed", "" if done else HELD_AGAIN)

    by, seen = row.begun_by or row.by, _seen(act, one)
    operating = Operating(context, _nobody, by=by, reason=row.reason, seen=seen, also=mark)
    try:
        act_on(context, operating, act, one)
    except (LeaseLost, DatabaseBusy):
        raise
    except Exception as error:
        why = sentence_of(error)
        context.database.transact(lambda session: _mark(context, session, one, "failed", why))


def _seen(act: Act, one: BatchItem) -> int | None:
    # An instance may have several incidents: what counts is whether this one is open.
    return None if act.kind in ("retry", "undo") else one.seen


def _nobody(result: Any) -> Any:
    return result


def _require_running(session: Session, row: Batch) -> None:
    which = (Batch.tenant_id == row.tenant_id, Batch.id == row.id)
    if session.scalar(select(Batch.state).where(*which)) != "running":
        raise LeaseLost("the batch was cancelled")


def _mark(context: Context, session: Session, one: BatchItem, state: str, why: str) -> None:
    which = (
        BatchItem.tenant_id == one.tenant_id,
        BatchItem.batch_id == one.batch_id,
        BatchItem.number == one.number,
        BatchItem.state == "fits",
    )
    values = {"state": state, "sentence": why, "at": context.now()}
    statement = update(BatchItem).where(*which).values(**values)
    result = session.execute(statement, execution_options={"synchronize_session": False})
    if not isinstance(result, CursorResult) or result.rowcount != 1:
        raise LeaseLost("another worker is at this batch, or it was cancelled")
