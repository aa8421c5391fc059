"""What to think of before somebody is erased: it hinders nothing, and is easily overlooked."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from handlers.caseload.tables import ChildCase
from handlers.directory.reading import person
from handlers.erasure.child import audits_of
from handlers.erasure.leaver import audits_with
from handlers.erasure.subject import Subject

COMES_BACK = "If the next extract still has them they are back: have them removed there first."


def cautions(session: Session, tenant: str, subject: Subject) -> list[str]:
    """Sentences, without anything that names them."""
    told = _of_child if subject.about == "child" else _of_person
    return list(told(session, tenant, subject))


def _of_child(session: Session, tenant: str, subject: Subject) -> Iterator[str]:
    case = session.get(ChildCase, (tenant, subject.number))
    if case is not None and case.is_open:
        yield f"The case is open in the extract. {COMES_BACK}"
    audits = [one.reference for one in audits_of(session, tenant, subject)]
    if audits:
        yield f"These audits go: {', '.join(audits)}. Their anonymous numbers stay."
    if not subject.names:
        yield "Only the number is looked for. Without their name, texts with it are not found."


def _of_person(session: Session, tenant: str, subject: Subject) -> Iterator[str]:
    row = person(session, tenant, subject.number)
    if row is not None and row.added_by is None:
        yield COMES_BACK
    count = len(audits_with(session, tenant, subject))
    if count:
        audits = "1 audit stays" if count == 1 else f"{count} audits stay"
        yield f"{audits} with a token in their place, and prints that name them are withdrawn."
