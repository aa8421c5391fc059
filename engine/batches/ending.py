"""Ending a look or a batch: what is left is said, what was given is forgotten."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from engine.acting import Act
from engine.context import Context
from engine.tables import Batch, BatchItem, Job

MOST_SENTENCES = 100
LEFT = ("waiting", "fits")
UNSYNCHRONISED = {"synchronize_session": False}


def end_look(session: Session, row: Batch) -> None:
    """All are looked at: count what would happen."""
    query = select(BatchItem.told).where(*_mine(row), BatchItem.state == "fits")
    counted = Counter(sentence for told in session.scalars(query) for sentence in told)
    row.state, row.told = "looked", [list(one) for one in counted.most_common(MOST_SENTENCES)]


def end_items(session: Session, context: Context, row: Batch, state: str, by: str | None) -> None:
    """The batch is over, done or cancelled."""
    row.state, row.ended_at, row.ended_by = state, context.now(), by
    row.act = Act.from_json(row.act).without_values()
    left = update(BatchItem).where(*_mine(row), BatchItem.state.in_(LEFT))
    session.execute(left.values(state="cancelled"), execution_options=UNSYNCHRONISED)
    ready = (Job.tenant_id == row.tenant_id, Job.id == row.job_id, Job.state == "ready")
    ended = {"state": "cancelled", "ended_at": context.now()}
    session.execute(update(Job).where(*ready).values(**ended), execution_options=UNSYNCHRONISED)


def _mine(row: Batch) -> tuple[ColumnElement[bool], ...]:
    return BatchItem.tenant_id == row.tenant_id, BatchItem.batch_id == row.id
