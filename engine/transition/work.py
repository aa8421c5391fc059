"""Jobs: for each armed timer, each activity run after commit, each message and signal thrown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from engine.cascade import insert_followers
from engine.jobs import Kind, cancel_jobs, new_job
from engine.model import ServiceWait, ThrownMessage, ThrownSignal, TimerWait
from engine.transition.change import Change, added, removed

# A timer that was due but did not fire (the clock went back, say) is looked at again after this.
LOOK_AGAIN = timedelta(minutes=1)


def write(
    change: Change, thrown: Iterable[ThrownMessage], signalled: Iterable[ThrownSignal]
) -> list[dict[str, Any]]:
    """Insert the jobs of what is new, cancel those of what is gone; gives those held back."""
    before, after = change.before.waits, change.after.waits
    timers = {id: wait for id, wait in before.timers.items() if id != change.act.task_id}
    gone = removed(timers, after.timers) + removed(before.services, after.services)
    cancel_jobs(change.session, change.tenant, change.row.id, gone, change.now)
    rows = [_timer(change, wait) for wait in added(timers, after.timers)]
    rows += [_service(change, wait) for wait in added(before.services, after.services)]
    rows += [_message(change, message) for message in thrown]
    rows += [_signal(change, signal) for signal in signalled]
    return insert_followers(change.session, rows, left=change.left, now=change.now)


def _timer(change: Change, wait: TimerWait) -> dict[str, Any]:
    due = wait.due
    if change.before.waits.timers.get(wait.task_id) == wait:
        due = max(due, change.now + LOOK_AGAIN)
    return new_job(
        change.tenant,
        "timer",
        due_at=due,
        now=change.now,
        instance_id=change.row.id,
        task_id=wait.task_id,
        element_id=wait.element_id,
        rule=wait.rule,
    )


def _service(change: Change, wait: ServiceWait) -> dict[str, Any]:
    payload = {"operation": wait.operation}
    return _at_once(change, "service", payload, task_id=wait.task_id, element_id=wait.element_id)


def _message(change: Change, thrown: ThrownMessage) -> dict[str, Any]:
    payload = {"message": thrown.message, "key": thrown.key, "payload": dict(thrown.payload)}
    return _at_once(change, "message", payload)


def _signal(change: Change, thrown: ThrownSignal) -> dict[str, Any]:
    """The instance of the job is the one that threw: it has heard the signal already."""
    payload = {"signal": thrown.signal, "payload": dict(thrown.payload), "everyone": True}
    return _at_once(change, "signal", payload)


def _at_once(change: Change, kind: Kind, payload: dict[str, Any], **about: Any) -> dict[str, Any]:
    now, instance = change.now, change.row.id
    return new_job(
        change.tenant, kind, due_at=now, now=now, payload=payload, instance_id=instance, **about
    )
