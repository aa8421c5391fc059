"""What belongs to an instance besides its places: user tasks, jobs, letters and documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine import queries
from engine.tables import Document, Job, Mail, UserTask
from handlers.directory.reading import names
from handlers.directory.roles import ROLES
from web.operations.instance.reading import About
from web.words import plain


@dataclass(frozen=True)
class Work:
    """Names, states and dates only; the latest first and at most 200 of each kind."""

    user_tasks: Sequence[UserTask]
    jobs: Sequence[Job]
    mails: Sequence[Mail]
    documents: Sequence[Document]
    people: Mapping[str, str]

    def who(self, person: str | None) -> str:
        """A person by name."""
        return self.people.get(person or "", person or "")

    def waits_for(self, task: UserTask) -> str:
        """With whom a user task is: somebody by name, or a role."""
        group = task.candidate_group or "somebody"
        return self.who(task.assignee) or ROLES.get(group) or plain(group)


def work_of(session: Session, about: About) -> Work:
    """All of it."""
    rows = queries.belongings(session, about.row.tenant_id, about.row.id)
    people = {one.assignee for one in rows.user_tasks} | {
        one.completed_by for one in rows.user_tasks
    }
    people |= {one.recipient for one in rows.mails}
    known = names(session, about.row.tenant_id, list(people))
    return Work(rows.user_tasks, rows.jobs, rows.mails, rows.documents, known)
