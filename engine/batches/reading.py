"""What can be asked of batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from engine.database import is_word
from engine.errors import NotFound
from engine.tables import Batch, BatchItem, Incident

SIZE = 50


@dataclass(frozen=True)
class Counts:
    """How many items are in each state."""

    waiting: int = 0
    fits: int = 0
    refused: int = 0
    done: int = 0
    failed: int = 0
    cancelled: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return sum(vars(self).values())


@dataclass(frozen=True)
class BatchPage:
    """Items after a number; `after` is where the next page begins, None where there is none."""

    rows: Sequence[BatchItem]
    after: int | None


def batch(session: Session, tenant: str, batch_id: UUID, *, lock: bool = False) -> Batch:
    """The batch. NotFound when there is none."""
    row = session.get(Batch, (tenant, batch_id), with_for_update=lock or None)
    if row is None:
        raise NotFound("There is no such batch.")
    return row


def batches(
    session: Session, tenant: str, before: UUID | None = None, size: int = SIZE
) -> Sequence[Batch]:
    """Batches, newest first; at most one more than `size`."""
    query = select(Batch).where(Batch.tenant_id == tenant)
    if before is not None:
        last = batch(session, tenant, before)
        older = (Batch.at < last.at) | ((Batch.at == last.at) & (Batch.id < last.id))
        query = query.where(older)
    return session.scalars(query.order_by(Batch.at.desc(), Batch.id.desc()).limit(size + 1)).all()


def counts(session: Session, row: Batch) -> Counts:
    """How far it is."""
    query = select(BatchItem.state, func.count()).where(
        BatchItem.tenant_id == row.tenant_id, BatchItem.batch_id == row.id
    )
    return Counts(**{state: count for state, count in session.execute(query.group_by("state"))})


def items(
    session: Session, row: Batch, states: Sequence[str], after: int = -1, size: int = SIZE
) -> BatchPage:
    """Items in these states, in order."""
    query = select(BatchItem).where(
        BatchItem.tenant_id == row.tenant_id,
        BatchItem.batch_id == row.id,
        BatchItem.state.in_(states),
        BatchItem.number > after,
    )
    rows = session.scalars(query.order_by(BatchItem.number).limit(size + 1)).all()
    return BatchPage(rows[:size], rows[size - 1].number if len(rows) > size else None)


def held_again(session: Session, row: Batch) -> int:
    """How many retried jobs have failed anew since: a retry only puts a job back in its queue."""
    old, new = aliased(Incident), aliased(Incident)
    was = (old.tenant_id == BatchItem.tenant_id) & (old.id == BatchItem.incident_id)
    again = (new.tenant_id == old.tenant_id) & (new.job_id == old.job_id)
    since = again & (new.created_at >= BatchItem.at) & is_word(new.state, "open")
    query = select(func.count()).select_from(BatchItem).join(old, was).join(new, since)
    mine = (BatchItem.tenant_id == row.tenant_id, BatchItem.batch_id == row.id)
    return session.scalar(query.where(*mine, BatchItem.state == "done")) or 0
