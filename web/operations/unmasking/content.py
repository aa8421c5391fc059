"""What people wrote in an instance, part by part, as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.queries import MailFilters
from engine.spiff import StateUnreadable, values
from engine.tables import Document, Draft, UserTask
from handlers.directory.reading import names
from web.words import moment, plain

MOST_LETTERS = 200


@dataclass(frozen=True)
class Piece:
    """Something that was written: its heading, what is known of it, its lines as pairs, and where
    it is a document its id."""

    heading: str
    about: str
    lines: list[tuple[str, str]]
    document: UUID | None = None


def _variables(session: Session, tenant: str, instance: UUID) -> list[Piece]:
    row = queries.instance(session, tenant, instance)
    try:
        found = values(row.state) if row.state else []
    except StateUnreadable:
        return [Piece("What is stored cannot be read", "", [])]
    return [Piece("Variables", "", [(one.name, one.text) for one in found])] if found else []


def _answers(session: Session, tenant: str, instance: UUID) -> list[Piece]:
    rows = queries.submissions(session, tenant, instance)
    known = names(session, tenant, [row.by for row in rows])
    return [
        Piece(
            plain(row.form or row.element_id),
            f"{known.get(row.by, row.by)}, {moment(row.at)}",
            _lines(row.answers),
        )
        for row in rows
    ]


def _drafts(session: Session, tenant: str, instance: UUID) -> list[Piece]:
    tasks = select(UserTask.id, UserTask.name).where(
        UserTask.tenant_id == tenant, UserTask.instance_id == instance
    )
    titles = {id_: name for id_, name in session.execute(tasks)}
    query = select(Draft).where(Draft.tenant_id == tenant, Draft.user_task_id.in_(titles))
    rows = session.scalars(query.order_by(Draft.saved_at)).all()
    known = names(session, tenant, [row.person for row in rows])
    return [
        Piece(
            titles[row.user_task_id],
            f"not sent yet; {known.get(row.person, row.person)}, {moment(row.saved_at)}",
            _lines(row.answers),
        )
        for row in rows
    ]


def _letters(session: Session, tenant: str, instance: UUID) -> list[Piece]:
    rows = queries.mails(session, tenant, MailFilters(instance_id=instance), 1, MOST_LETTERS).rows
    known = names(session, tenant, [row.recipient for row in rows])
    return [
        Piece(
            row.subject,
            f"to {known.get(row.recipient, row.recipient)}, {moment(row.created_at)}",
            [("", row.body)],
        )
        for row in rows
    ]


def _documents(session: Session, tenant: str, instance: UUID) -> list[Piece]:
    rows: list[Document] = list(queries.documents(session, tenant, instance))
    return [Piece(row.name, moment(row.created_at), [], row.id) for row in rows]


def _lines(answers: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(plain(name), _text(value)) for name, value in answers.items()]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


READ: Mapping[str, Callable[[Session, str, UUID], list[Piece]]] = {
    "answers": _answers,
    "drafts": _drafts,
    "variables": _variables,
    "letters": _letters,
    "documents": _documents,
}
TITLES = {
    "answers": "Answers that were sent",
    "drafts": "Answers not sent yet",
    "variables": "Variables",
    "letters": "Letters",
    "documents": "Documents",
}
