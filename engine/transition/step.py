"""Restore an instance, let a command move it, and write everything that follows from the move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine import cascade
from engine.chain import GENESIS
from engine.cohorts import cohort_of
from engine.context import Context
from engine.deployments import Deployed
from engine.errors import InstanceClosed, InstanceSuspended
from engine.expressions import check_value
from engine.history import append_history
from engine.spiff import STATE_VERSION, Execution
from engine.tables import ProcessInstance
from engine.transition import (
    account,
    activities,
    incidents,
    inputs,
    offers,
    subscriptions,
    user_tasks,
    work,
)
from engine.transition.change import Act, Change, Rest
from engine.transition.host import StepHost
from engine.transition.restoring import restored

OPEN = ("active", "suspended")
PAUSED = "An administrator has paused this. It goes on when they resume it."


@contextmanager
def step(
    context: Context,
    session: Session,
    row: ProcessInstance,
    act: Act,
    *,
    suspended_too: bool = False,
) -> Iterator[Execution]:
    """Move a locked instance. When the block ends without error its rows are written.

    Raises InstanceUnreadable, InstanceClosed when the instance has ended, InstanceSuspended when
    it is suspended, unless `suspended_too`: then the caller holds back what is new.
    """
    require_open(row, suspended_too)
    execution = restored(context, session, row)
    before = Rest.of(execution)
    yield execution
    write(context, session, row, act, before, execution)


def require_open(row: ProcessInstance, suspended_too: bool = False) -> None:
    """Raises InstanceClosed or InstanceSuspended."""
    if row.status == "suspended" and not suspended_too:
        raise InstanceSuspended(PAUSED)
    if row.status not in OPEN:
        raise InstanceClosed(f"The process instance is {row.status}.")


def begin(
    context: Context,
    session: Session,
    deployed: Deployed,
    process_key: str,
    *,
    business_key: str | None,
    variables: Mapping[str, object],
    by: str,
    at: str | None = None,
    id: UUID | None = None,
    begun_from: UUID | None = None,
    cohort: str | None = None,
) -> ProcessInstance:
    """A new instance, begun at the start event `at`, and run until it waits.

    `begun_from` is the instance that made it begin, if one did, and `cohort` that one's group: it
    is in the same unless its variables name another.

    Raises UnsafeValue for variables that cannot be kept.
    """
    check_value(dict(variables), "the variables of the new instance")
    row = _new(context, deployed.id, process_key, business_key, by)
    row.id, row.cohort = id or row.id, cohort_of(deployed.bundle, variables) or cohort
    row.begun_from = begun_from
    session.add(row)
    session.flush()
    host = StepHost(context, session, row, deployed)
    execution = Execution.start(deployed.definitions, process_key, variables, host, at=at)
    execution.run()
    line = {"at": row.started_at, "kind": "started", "by": by}
    write(context, session, row, Act(by, lines=(line,)), Rest(), execution)
    return row


def _new(
    context: Context, deployment_id: UUID, process_key: str, business_key: str | None, by: str
) -> ProcessInstance:
    return ProcessInstance(
        tenant_id=context.tenant,
        id=uuid4(),
        deployment_id=deployment_id,
        process_key=process_key,
        business_key=business_key,
        status="active",
        state=b"",
        state_version=STATE_VERSION,
        started_at=context.now(),
        started_by=by,
        history_seq=0,
        history_digest=GENESIS,
    )


def write(
    context: Context,
    session: Session,
    row: ProcessInstance,
    act: Act,
    before: Rest,
    execution: Execution,
) -> None:
    """Write the instance, and every row that differs between `before` and where it is now."""
    now = context.now()
    # Before the state is saved, or it would be sent again by the next step.
    thrown, signalled = execution.take_thrown(), execution.take_signals()
    _store(row, execution, now)
    after = Rest.of(execution)
    change = Change(session, context.tenant, now, row, act, before, after, context.left)
    # One UPDATE of the instance, at commit: it is written to until the history is complete.
    with session.no_autoflush:
        user_tasks.write(change)
        held = work.write(change, thrown, signalled)
        subscriptions.write(change)
        offers.write(change)
        trouble = [*incidents.write(change), *cascade.lines(held, now)]
        inputs.write(context, session, row, execution.take_received())
        steps = execution.take_steps()
        activities.write(change, steps)
        append_history(session, row, account.lines(change, steps, trouble))


def _store(row: ProcessInstance, execution: Execution, now: datetime) -> None:
    row.state, row.state_version = execution.save(), STATE_VERSION
    if row.status in OPEN and execution.outcome != "active":
        row.status = execution.outcome
    if row.status not in OPEN:
        row.ended_at = now
