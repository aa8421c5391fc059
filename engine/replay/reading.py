"""What the engine recorded of the instances that ended in a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.replay.model import Entry, Recorded
from engine.tables import Deployment, History, InstanceInput, Operation, ProcessInstance

CHUNK = 200
BY_HAND = ("skip", "move", "back", "variables")
CHANGED_BY_HAND = "It was changed by hand while it ran."
TOO_OLD = "It began before what comes into instances was recorded."


def recorded_between(
    session: Session, tenant: str, key: str, since: datetime, until: datetime
) -> Iterator[tuple[UUID, Recorded]]:
    """The completed instances of a bundle's processes, the earliest end first, with their ids.

    `reference` is the business key, or the beginning of the id where there is none.
    """
    ended = (ProcessInstance.ended_at >= since, ProcessInstance.ended_at < until)
    query = (
        select(ProcessInstance)
        .join(
            Deployment,
            (Deployment.tenant_id == ProcessInstance.tenant_id)
            & (Deployment.id == ProcessInstance.deployment_id),
        )
        .where(ProcessInstance.tenant_id == tenant, ProcessInstance.status == "completed", *ended)
        .where(Deployment.key == key)
        .order_by(ProcessInstance.ended_at, ProcessInstance.id)
    )
    rows = session.scalars(query).all()
    for first in range(0, len(rows), CHUNK):
        yield from _read(session, tenant, rows[first : first + CHUNK])


def _read(
    session: Session, tenant: str, rows: Sequence[ProcessInstance]
) -> Iterator[tuple[UUID, Recorded]]:
    ids = [row.id for row in rows]
    inputs: dict[UUID, list[InstanceInput]] = defaultdict(list)
    query = select(InstanceInput).where(
        InstanceInput.tenant_id == tenant, InstanceInput.instance_id.in_(ids)
    )
    for line in session.scalars(query.order_by(InstanceInput.version, InstanceInput.at)):
        inputs[line.instance_id].append(line)
    touched = select(Operation.instance_id).where(
        Operation.tenant_id == tenant,
        Operation.instance_id.in_(ids),
        Operation.kind.in_(BY_HAND),
        Operation.undone_at.is_(None),
    )
    by_hand = set(session.scalars(touched))
    silent = _silences(session, tenant, ids)
    for row in rows:
        yield row.id, _recorded(row, inputs[row.id], silent[row.id], row.id in by_hand)


def _silences(session: Session, tenant: str, ids: Sequence[UUID]) -> dict[UUID, list[Entry]]:
    """The user tasks that ended without an answer, and when."""
    found: dict[UUID, list[Entry]] = defaultdict(list)
    query = select(History.instance_id, History.element_id, History.at).where(
        History.tenant_id == tenant,
        History.instance_id.in_(ids),
        History.kind == "cancelled",
        History.type == "userTask",
    )
    for instance, element, at in session.execute(query.order_by(History.seq)):
        found[instance].append(Entry(at, "silence", element or "", {}))
    return found


def _recorded(
    row: ProcessInstance, lines: Sequence[InstanceInput], silent: Sequence[Entry], by_hand: bool
) -> Recorded:
    told = [Entry(line.at, **_named(entry)) for line in lines for entry in line.entries]
    start = next((entry for entry in told if entry.kind == "start"), None)
    hindrance = TOO_OLD if start is None else CHANGED_BY_HAND if by_hand else ""
    return Recorded(
        row.business_key or row.id.hex[:8],
        row.process_key,
        row.started_at,
        row.ended_at or row.started_at,
        start.values if start else {},
        _in_order([entry for entry in told if entry.kind != "start"], silent),
        start.element_id if start else "",
        hindrance=hindrance,
    )


def _in_order(told: Sequence[Entry], silent: Sequence[Entry]) -> tuple[Entry, ...]:
    """By time; what came at the same instant stays in the order in which it came."""
    return tuple(sorted((*told, *silent), key=lambda entry: entry.at))


def _named(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: entry[name] for name in ("kind", "element_id", "values", "name")}
