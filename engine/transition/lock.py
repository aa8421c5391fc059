"""Locks. The order is everywhere the same: instances by id, then their jobs, then other rows."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.tables import ProcessInstance, UserTask

# FOR NO KEY UPDATE: rows that refer to the instance may still be inserted meanwhile.
_INSTANCE = (
    select(ProcessInstance)
    .where(ProcessInstance.tenant_id == bindparam("of"))
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
_ITSELF = _INSTANCE.where(ProcessInstance.id == bindparam("id"))
_OWNER = select(UserTask.instance_id).where(
    UserTask.tenant_id == bindparam("of"), UserTask.id == bindparam("id")
)
_ITS_OWNER = _INSTANCE.where(ProcessInstance.id == _OWNER.scalar_subquery())


def lock_instance(session: Session, tenant: str, instance_id: UUID) -> ProcessInstance:
    """The instance as it is now, nobody else's until commit. NotFound when there is none."""
    return _locked(session, _ITSELF, tenant, instance_id, "process instance")


def lock_instance_of(session: Session, tenant: str, user_task_id: UUID) -> ProcessInstance:
    """The instance of a user task, likewise. NotFound when there is no such user task."""
    return _locked(session, _ITS_OWNER, tenant, user_task_id, "task")


def _locked(
    session: Session, query: Select[ProcessInstance], tenant: str, id: UUID, word: str
) -> ProcessInstance:
    row = session.scalars(query, {"of": tenant, "id": id}).one_or_none()
    if row is None:
        raise NotFound(f"There is no such {word}.")
    return row
