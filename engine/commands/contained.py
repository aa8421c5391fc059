"""Work on one of several instances: when it never comes to rest, the others still get theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from engine.context import SYSTEM, Context
from engine.errors import InstanceUnreadable
from engine.history import append_history
from engine.incidents import open_incident
from engine.jobs import Kind, insert_jobs, new_job
from engine.spiff import BudgetExceeded
from engine.transition import lock_instance

T = TypeVar("T")
# What the others must not suffer from: one that never comes to rest, one that cannot be opened.
Stuck = BudgetExceeded | InstanceUnreadable


def kind_of(stuck: Exception) -> str:
    """The kind of its incident."""
    return "budget" if isinstance(stuck, BudgetExceeded) else "unreadable"


def contained(session: Session, work: Callable[[], T], otherwise: Callable[[Stuck], T]) -> T:
    """Do `work`; when it is stuck, undo all of it and do `otherwise` instead."""
    try:
        with session.begin_nested():
            return work()
    except (BudgetExceeded, InstanceUnreadable) as budget:
        return otherwise(budget)


def hold_back(
    context: Context,
    session: Session,
    kind: Kind,
    payload: Mapping[str, Any],
    budget: Stuck,
    *,
    of: UUID | None = None,
) -> None:
    """Open an incident whose retry does a job of that kind, in the instance `of`, if there is one.

    The instance must be locked.
    """
    now = context.now()
    job = new_job(context.tenant, kind, due_at=now, now=now, payload=payload, instance_id=of)
    insert_jobs(session, [job | {"state": "incident", "last_error": str(budget)}])
    note(context, session, budget, of=of, job_id=job["id"])


def note(
    context: Context,
    session: Session,
    budget: Stuck,
    *,
    of: UUID | None,
    job_id: UUID | None = None,
    task_id: UUID | None = None,
    element_id: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Open the incident, and say so in the history of the instance, which must be locked."""
    open_incident(
        session,
        context.tenant,
        now=context.now(),
        kind=kind_of(budget),
        sentence=str(budget),
        instance_id=of,
        task_id=task_id,
        job_id=job_id,
        element_id=element_id or next(iter(budget.elements), ""),
        detail=detail,
    )
    if of is not None:
        said = {"kind": kind_of(budget), "sentence": str(budget)}
        line = {"at": context.now(), "kind": "incident", "by": SYSTEM, "detail": said}
        append_history(session, lock_instance(session, context.tenant, of), [line])
