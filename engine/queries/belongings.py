"""The rows that belong to one instance, without what people wrote in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from engine.tables import Document, Job, Mail, UserTask

MOST = 200
CONTENT = {
    UserTask: (UserTask.details,),
    Job: (Job.payload, Job.last_error),
    Mail: (Mail.subject, Mail.body),
    Document: (),
}


@dataclass(frozen=True)
class Belongings:
    """The latest first, at most 200 of each kind; texts and values are not even read."""

    user_tasks: Sequence[UserTask]
    jobs: Sequence[Job]
    mails: Sequence[Mail]
    documents: Sequence[Document]


def belongings(session: Session, tenant: str, instance_id: UUID) -> Belongings:
    """Everything of one instance."""

    def of(table: Any) -> Any:
        mine = (table.tenant_id == tenant, table.instance_id == instance_id)
        query = select(table).where(*mine).order_by(table.created_at.desc(), table.id)
        content = [defer(column, raiseload=True) for column in CONTENT[table]]
        return session.scalars(query.limit(MOST).options(*content)).all()

    return Belongings(of(UserTask), of(Job), of(Mail), of(Document))
