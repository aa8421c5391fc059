"""Let a signal be heard: by every instance that waits for it, and by the processes it starts."""

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
from engine.commands.start import start_in
from engine.context import Context
from engine.errors import InstanceSuspended
from engine.expressions import check_value
from engine.jobs import insert_jobs, new_job
from engine.spiff import Execution
from engine.tables import SignalSubscription


@dataclass(frozen=True)
class Signal:
    """A signal on its way. `by` is who sent it."""

    name: str
    payload: Mapping[str, Any]
    by: str


def signal(context: Context, name: str, payload: Mapping[str, Any], *, by: str) -> list[UUID]:
    """The ids of the instances that heard the signal or began with it; nobody is fine too.

    All in one transaction. A suspended instance hears it when it goes on. One that would never come
    to rest keeps it in an incident, for a retry; the others go on. Raises UnsafeValue.
    """
    check_value(dict(payload), f"the payload of {name}")
    sent = Signal(name, payload, by)

    def work(session: Session) -> list[UUID]:
        waiting = listeners(session, context.tenant, name)
        heard = [id for id in waiting if _tell_now_or_later(context, session, id, sent)]
        started = starts(context, session, sent)
        begun = [_start_or_hold(context, session, one, sent) for one in started]
        return heard + [id for id in begun if id is not None]

    return context.database.transact(work)


def listeners(session: Session, tenant: str, name: str) -> Sequence[UUID]:
    """The instances that wait for the signal, in the order in which they are to be locked."""
    query = select(SignalSubscription.instance_id).where(
        SignalSubscription.tenant_id == tenant, SignalSubscription.signal == name
    )
    return session.scalars(query.distinct().order_by(SignalSubscription.instance_id)).all()


def starts(
    context: Context, session: Session, sent: Signal, begun_from: UUID | None = None
) -> list[tuple[str, str | None]]:
    """The processes the signal starts, each with its start event for it. `begun_from` is the
    instance that threw it, if one did."""
    cohort = queries.cohort_of(session, context.tenant, begun_from)
    takes = queries.takes_new(context.now(), sent.payload, cohort)
    rows = queries.begun_by(session, context.tenant, "signal", sent.name, takes)
    found = ((row, context.deployments.get(session, row.deployment_id)) for row in rows)
    return [
        (row.key, d.definitions.processes[row.key].start_at("signal", sent.name))
        for row, d in found
    ]


def _tell_now_or_later(context: Context, session: Session, id: UUID, sent: Signal) -> bool:
    def held(budget: Stuck) -> bool:
        said = {"signal": sent.name, "payload": sent.payload}
        hold_back(context, session, "signal", said, budget, of=id)
        return True

    try:
        return contained(session, lambda: tell(context, session, id, sent), held)
    except InstanceSuspended:
        insert_jobs(session, [job_for(context, id, sent)])
        return False


def _start_or_hold(
    context: Context, session: Session, start: tuple[str, str | None], sent: Signal
) -> UUID | None:
    process, at = start

    def start_it() -> UUID | None:
        return start_in(context, session, process, None, sent.payload, sent.by, at)

    def held(budget: Stuck) -> None:
        asked = {"process_key": process, "variables": sent.payload, "at": at}
        hold_back(context, session, "start", asked, budget)

    return contained(session, start_it, held)


def job_for(context: Context, instance_id: UUID, sent: Signal) -> dict[str, Any]:
    """The job that lets one instance hear it."""
    now, payload = context.now(), {"signal": sent.name, "payload": sent.payload}
    return new_job(
        context.tenant, "signal", due_at=now, now=now, payload=payload, instance_id=instance_id
    )


def tell(context: Context, session: Session, instance_id: UUID, sent: Signal) -> bool:
    """Let one instance hear it; False when it does not wait for it any more.

    Raises InstanceSuspended.
    """

    def hear(execution: Execution) -> bool:
        return execution.signal(sent.name, sent.payload)

    what = "signal", sent.name
    return heard(context, session, instance_id, what=what, by=sent.by, hear=hear)
