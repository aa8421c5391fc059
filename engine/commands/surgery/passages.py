"""Passages after an instance was put elsewhere at once: back by an undo, or to another version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.commands.tally import count_in
from engine.context import Context
from engine.spiff import Execution
from engine.tables import ActivityInstance, ProcessInstance

Places = Mapping[UUID, tuple[str, str]]


def settle(context: Context, session: Session, row: ProcessInstance, execution: Execution) -> None:
    """Let the passages that are open be those of the places it is at, under their names now.

    What is open again is taken out of the figures, as if it had never ended.
    """
    itself = {} if row.ended_at else {row.id: (row.process_key, row.process_key)}
    places: Places = itself | execution.passages()
    for passage in _concerned(session, row, places):
        if passage.id in places:
            _reopen(context, session, passage, places[passage.id], row.deployment_id)
        else:
            passage.ended_at, passage.outcome = context.now(), "cancelled"
    session.flush()


def _concerned(session: Session, row: ProcessInstance, places: Places) -> list[ActivityInstance]:
    table: Any = ActivityInstance
    there = or_(table.ended_at.is_(None), table.id.in_(places))
    mine = (table.tenant_id == row.tenant_id, table.instance_id == row.id, there)
    query = select(table).where(*mine).execution_options(populate_existing=True)
    return list(session.scalars(query))


def _reopen(
    context: Context,
    session: Session,
    passage: ActivityInstance,
    place: tuple[str, str],
    deployment_id: UUID,
) -> None:
    if passage.counted:
        count_in(context, session, [passage], sign=-1)
    passage.ended_at, passage.outcome, passage.counted = None, None, False
    passage.process_key, passage.element_id = place
    passage.deployment_id = deployment_id
