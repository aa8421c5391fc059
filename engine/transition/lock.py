"""Locks. The order is everywhere the same: instances by id, then their jobs, then other rows."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.tables import ProcessInstance, UserTask


def lock_instance(session: Session, tenant: str, instance_id: UUID) -> ProcessInstance:
    """The instance as it is now, nobody else's until commit. NotFound when there is none."""
    return _locked(session, tenant, ProcessInstance.id == instance_id, "process instance")


def lock_instance_of(session: Session, tenant: str, user_task_id: UUID) -> ProcessInstance:
    """The instance of a user task, likewise. NotFound when there is no such user task."""
    owner = select(UserTask.instance_id).where(
        UserTask.tenant_id == tenant, UserTask.id == user_task_id
    )
    return _locked(session, tenant, ProcessInstance.id == owner.scalar_subquery(), "task")


def _locked(
    session: Session, tenant: str, which: ColumnElement[bool], word: str
) -> ProcessInstance:
    # FOR NO KEY UPDATE: rows that refer to the instance may still be inserted meanwhile.
    query = select(ProcessInstance).where(ProcessInstance.tenant_id == tenant, which)
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    row = session.scalars(locked).one_or_none()
    if row is None:
        raise NotFound(f"There is no such {word}.")
    return row
