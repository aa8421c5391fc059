"""Bring a message to those who wait for it, or start what it starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.commands.contained import Stuck, contained, hold_back
from engine.commands.heard import heard
from engine.context import Context
from engine.expressions import check_value
from engine.spiff import Execution
from engine.tables import MessageSubscription, ProcessDefinition
from engine.transition import begin


@dataclass(frozen=True)
class Message:
    """A message on its way. `by` is who sent it, `only` the instance that alone may take it, and
    `thrown_by` the instance that threw it."""

    name: str
    key: str
    payload: Mapping[str, Any]
    by: str
    only: UUID | None = None
    thrown_by: UUID | None = None


def correlate(
    context: Context, message: str, key: str, payload: Mapping[str, Any], *, by: str
) -> list[UUID]:
    """The ids of the instances that took the message or began with it; empty when nobody did.

    Each waiting instance takes it once. Processes begin with it only when no instance waits. One
    that would never come to rest keeps it in an incident, for a retry; the others go on.
    Raises InstanceSuspended, and nobody takes it, when one that waits is suspended.
    """
    check_value(dict(payload), f"the payload of {message}")
    sent = Message(message, key, payload, by)
    return context.database.transact(lambda session: deliver_in(context, session, sent))


def deliver_in(context: Context, session: Session, message: Message) -> list[UUID]:
    """The same inside a transaction that is open already."""
    if message.only is not None:
        return [message.only] if _deliver(context, session, message.only, message) else []
    waiting = _waiting(session, context.tenant, message)
    taken = [id for id in waiting if _deliver_or_hold(context, session, id, message)]
    if taken:
        return taken
    cohort = queries.cohort_of(session, context.tenant, message.thrown_by)
    takes = queries.takes_new(context.now(), message.payload, cohort)
    begun = queries.begun_by(session, context.tenant, "message", message.name, takes)
    ids = [_begin_or_hold(context, session, row, message, cohort) for row in begun]
    return [id for id in ids if id is not None]


def _deliver_or_hold(context: Context, session: Session, id: UUID, message: Message) -> bool:
    def held(budget: Stuck) -> bool:
        said = {"message": message.name, "key": message.key, "payload": message.payload}
        hold_back(context, session, "message", {**said, "only": str(id)}, budget, of=id)
        return True

    return contained(session, lambda: _deliver(context, session, id, message), held)


def _begin_or_hold(
    context: Context, session: Session, definition: ProcessDefinition, message: Message,
    cohort: str | None,
) -> UUID | None:  # fmt: skip
    def begin_it() -> UUID | None:
        return _begin(context, session, definition, message, cohort)

    def held(budget: Stuck) -> None:
        deployed = context.deployments.get(session, definition.deployment_id)
        at = deployed.definitions.processes[definition.key].start_at("message", message.name)
        asked = {"business_key": message.key or None, "variables": message.payload, "at": at}
        asked["begun_from"] = str(message.thrown_by) if message.thrown_by else None
        hold_back(context, session, "start", {"process_key": definition.key, **asked}, budget)

    return contained(session, begin_it, held)


def _waiting(session: Session, tenant: str, message: Message) -> Sequence[UUID]:
    query = select(MessageSubscription.instance_id).where(
        MessageSubscription.tenant_id == tenant,
        MessageSubscription.message == message.name,
        MessageSubscription.key == message.key,
    )
    return session.scalars(query.distinct().order_by(MessageSubscription.instance_id)).all()


def _deliver(context: Context, session: Session, instance_id: UUID, message: Message) -> bool:
    def hear(execution: Execution) -> bool:
        return execution.deliver(message.name, message.key, message.payload)

    what = "message", message.name
    return heard(context, session, instance_id, what=what, by=message.by, hear=hear)


def _begin(
    context: Context, session: Session, definition: ProcessDefinition, message: Message,
    cohort: str | None,
) -> UUID:  # fmt: skip
    deployed = context.deployments.get(session, definition.deployment_id)
    row = begin(
        context,
        session,
        deployed,
        definition.key,
        business_key=message.key or None,
        variables=message.payload,
        by=message.by,
        at=deployed.definitions.processes[definition.key].start_at("message", message.name),
        begun_from=message.thrown_by,
        cohort=cohort,
    )
    return row.id
