"""Forgetting what instances that are over hold of people's words. What happened stays told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, exists, select, update
from sqlalchemy.orm import Session

from engine.database import Base
from engine.tables import (
    Document,
    DocumentContent,
    Draft,
    InstanceInput,
    Job,
    Mail,
    Operation,
    ProcessInstance,
    Submission,
    UserTask,
)

OPEN = ("active", "suspended")
NO_DETAILS: dict[str, Any] = {"sections": None, "context": {}, "reviews": None, "texts": {}}
NO_WORDS: tuple[tuple[type[Base], dict[str, Any]], ...] = (
    (UserTask, {"details": NO_DETAILS}),
    (Mail, {"subject": "", "body": "", "address": "", "attachments": []}),
    (Job, {"payload": {}, "last_error": None}),
    (Operation, {"state": b"", "detail": {}, "reason": ""}),
)


def forget(session: Session, tenant: str, instances: Sequence[UUID]) -> None:
    """Remove answers, drafts, letters' texts, documents and variables of these instances.

    Rows that say who did what and when stay, and so does the history, whose chain still verifies.
    ValueError when one of them is not over.
    """
    theirs = ProcessInstance.id.in_(instances), ProcessInstance.tenant_id == tenant
    going_on = select(ProcessInstance.id).where(*theirs, ProcessInstance.status.in_(OPEN))
    if session.scalars(going_on.limit(1)).first() is not None:
        raise ValueError("An instance that goes on cannot be forgotten.")
    _delete_words(session, tenant, instances)
    for table, nothing in NO_WORDS:
        _write(session, table, _of(table, tenant, instances), nothing)
    _write(session, ProcessInstance, theirs, {"state": b""})
    _delete_documents(session, tenant, instances)


def _delete_words(session: Session, tenant: str, instances: Sequence[UUID]) -> None:
    tasks = select(UserTask.id).where(*_of(UserTask, tenant, instances))
    _delete(session, Draft, (Draft.tenant_id == tenant, Draft.user_task_id.in_(tasks)))
    _delete(session, Submission, _of(Submission, tenant, instances))
    _delete(session, InstanceInput, _of(InstanceInput, tenant, instances))


def _delete_documents(session: Session, tenant: str, instances: Sequence[UUID]) -> None:
    digests = select(Document.digest).where(*_of(Document, tenant, instances))
    found = session.scalars(digests.distinct()).all()
    _delete(session, Document, _of(Document, tenant, instances))
    used = exists().where(
        Document.tenant_id == DocumentContent.tenant_id,
        Document.digest == DocumentContent.digest,
    )
    unused = (DocumentContent.tenant_id == tenant, DocumentContent.digest.in_(found), ~used)
    _delete(session, DocumentContent, unused)


def _of(table: Any, tenant: str, instances: Sequence[UUID]) -> tuple[ColumnElement[bool], ...]:
    return table.tenant_id == tenant, table.instance_id.in_(instances)


def _delete(session: Session, table: type[Base], which: Sequence[ColumnElement[bool]]) -> None:
    session.execute(
        delete(cast(Table, table.__table__)).where(*which),
        execution_options={"synchronize_session": False},
    )


def _write(
    session: Session,
    table: type[Base],
    which: Sequence[ColumnElement[bool]],
    values: dict[str, Any],
) -> None:
    session.execute(update(cast(Table, table.__table__)).where(*which).values(values))
