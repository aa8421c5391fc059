"""Process instances for programs: found, read, begun, and told something."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.queries.instance_filters import InstanceFilters
from engine.queries.instances import BY_REFERENCE, instance_list
from engine.tables import History, ProcessInstance
from web.api import cursors
from web.api.hands import refuse_naming
from web.api.instance_shapes import (
    HistoryAsked,
    HistoryLine,
    InstanceDetail,
    InstanceGiven,
    InstancesAsked,
    MessageAsked,
    Reached,
    SignalAsked,
    StartAsked,
    Started,
)
from web.api.operation import operation
from web.api.shapes import Listed, listed
from web.parts import parts

TAG = "Instances"
READ: dict[str, Any] = {"tag": TAG, "scope": "operations.read", "action": "operations.read"}
ACT: dict[str, Any] = {"tag": TAG, "scope": "operations.act", "action": "operations.act"}
WAITED_FOR = [
    name for name in InstanceDetail.model_fields if name not in InstanceGiven.model_fields
]


@operation("GET", "/instances", **READ)
def list_instances(query: InstancesAsked) -> Listed[InstanceGiven]:
    """Process instances that satisfy every filter."""
    here = parts()
    kinds = cursors.TEXT_AND_ID if query.order in BY_REFERENCE else cursors.INSTANT_AND_ID
    after = cursors.read(query.cursor, kinds)
    with here.database.read() as db:
        found = instance_list(
            db,
            here.tenant,
            _filters(query),
            query.order,
            after=None if after is None else (after[0], after[1]),
            size=query.limit,
        )
    following = cursors.written(found.later) if found.later else None
    items = [InstanceGiven.model_validate(row) for row in found.rows]
    return Listed[InstanceGiven](items=items, next=following)


@operation("GET", "/instances/{instance_id}", **READ)
def read_instance(instance_id: UUID) -> InstanceDetail:
    """One instance, and what it waits for: 200 of each kind at most."""
    here = parts()
    with here.database.read() as db:
        row = queries.instance(db, here.tenant, instance_id)
        return InstanceDetail.model_validate({**_own(row), **_around(db, here.tenant, row)})


@operation("GET", "/instances/{instance_id}/history", **READ)
def read_history(instance_id: UUID, query: HistoryAsked) -> Listed[HistoryLine]:
    """What happened in an instance, and who did it: no variables, no answers."""
    here = parts()
    last = cursors.read(query.cursor, (cursors.number,)) or (0,)
    with here.database.read() as db:
        queries.instance(db, here.tenant, instance_id)
        lines = select(History).where(
            History.tenant_id == here.tenant,
            History.instance_id == instance_id,
            History.seq > last[0],
        )
        rows = db.scalars(lines.order_by(History.seq).limit(query.limit + 1)).all()
    return listed(HistoryLine, [_line(row) for row in rows], query.limit, lambda row: (row["seq"],))


@operation("POST", "/instances", status=201, refuses=(404, 409), **ACT)
def start_instance(body: StartAsked) -> Started:
    """Begin an instance with the version in force.

    Send an Idempotency-Key: without one, a request that is sent again begins another instance.
    """
    refuse_naming(body.variables)
    begun = parts().engine.start(
        body.process, business_key=body.business_key, variables=body.variables, by=g.actor.person
    )
    return Started(instance_id=begun)


@operation("POST", "/messages", **ACT)
def send_message(body: MessageAsked) -> Reached:
    """Bring a message to those who wait for it, or begin what it starts."""
    refuse_naming(body.payload)
    by = g.actor.person
    reached = parts().engine.correlate(body.message, body.key, body.payload, by=by)
    return Reached(instance_ids=reached)


@operation("POST", "/signals", **ACT)
def send_signal(body: SignalAsked) -> Reached:
    """Let all who wait hear a signal, and begin what it starts."""
    refuse_naming(body.payload)
    reached = parts().engine.signal(body.signal, body.payload, by=g.actor.person)
    return Reached(instance_ids=reached)


def _filters(query: InstancesAsked) -> InstanceFilters:
    return InstanceFilters(
        status=query.status,
        process=query.process,
        text=query.text,
        version=query.version,
        cohort=query.cohort,
        people=(query.person,) if query.person else None,
        element=query.element,
        incident=query.incident,
        late_at=parts().clock.now() if query.overdue else None,
        since=query.since,
        before=query.before,
    )


def _own(row: ProcessInstance) -> dict[str, Any]:
    return {name: getattr(row, name) for name in InstanceGiven.model_fields}


def _around(session: Session, tenant: str, row: ProcessInstance) -> dict[str, Any]:
    found = queries.waiting(session, tenant, row.id)
    return {name: list(getattr(found, name)) for name in WAITED_FOR}


def _line(row: History) -> dict[str, Any]:
    known = {name: getattr(row, name) for name in HistoryLine.model_fields if name != "reason"}
    return known | {"reason": str(row.detail.get("reason", ""))}
