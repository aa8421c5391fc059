"""`subject_access.search`: every record about a child, or about a member of staff."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.database import insert_rows
from engine.registry import handler
from engine.services import Services
from engine.tables import Document, Mail, Submission
from handlers.directory.reading import person
from handlers.follow_ups.instances import instances_of
from handlers.records.audits import Audit
from handlers.subject_access.content import flat
from handlers.subject_access.records import KIND as RECORDS
from handlers.subject_access.records import records_found
from handlers.subject_access.tables import SubjectItem, SubjectSearch

Found = dict[str, object]


@handler("subject_access.search", outputs=("search", "found", "reference"), mode="job")
def search(services: Services, *, submission: str) -> Mapping[str, object]:
    """Finds what is held about the child or the member of staff that a submission names.

    Of a child: the audits of the case. Of staff: the audits they took part in, letters to them.
    Of both: every answer and letter that mentions the number or the name.
    """
    said = services.submission(submission)
    new = _search(services, str(said.answers["about"]), said.id)
    with services.reading() as session:
        row = _kept(session, services)
        found = [] if row else _sorted(session, new, str(said.answers["subject_number"]).strip())
    with services.transaction() as session:
        row = _kept(session, services) or _keep(session, new, found)
        numbers = select(SubjectItem.number).where(
            SubjectItem.tenant_id == services.tenant, SubjectItem.search_id == row.id
        )
        found_now = len(session.scalars(numbers).all())
        return {"search": str(row.id), "found": found_now, "reference": row.reference}


def _kept(session: Session, services: Services) -> SubjectSearch | None:
    query = select(SubjectSearch).where(
        SubjectSearch.tenant_id == services.tenant,
        SubjectSearch.activity_key == services.activity.key,
    )
    return session.scalars(query).first()


def _search(services: Services, about: str, submission: UUID) -> SubjectSearch:
    return SubjectSearch(
        tenant_id=services.tenant, id=uuid4(), reference=services.business_key or "",
        instance_id=services.instance_id, submission_id=submission, about=about,
        searched_at=services.now, activity_key=services.activity.key,
    )  # fmt: skip


def _sorted(session: Session, row: SubjectSearch, wanted: str) -> list[Found]:
    return sorted(_found(session, row, wanted), key=lambda one: (str(one["at"]), str(one["title"])))


def _keep(session: Session, row: SubjectSearch, found: Sequence[Found]) -> SubjectSearch:
    session.add(row)
    session.flush()
    owner = {"tenant_id": row.tenant_id, "search_id": row.id, "words": {}}
    rows = [{**owner, "number": number, **one} for number, one in enumerate(found, 1)]
    insert_rows(session, SubjectItem, rows)
    return row


def _found(session: Session, row: SubjectSearch, wanted: str) -> Iterator[Found]:
    named = needles(session, row.tenant_id, row.about, wanted)
    audits = _audits(session, row, wanted)
    of = {id: audit for audit in audits for id in instances_of(session, row.tenant_id, [audit])}
    for one in _rows(session, Submission, row):
        if one.instance_id in of or mentions(list(flat(one.answers)), named):
            yield _line("answers", one.id, f"Answers: {_plain(one.element_id)}", one.at, of, one)
    for mail in _rows(session, Mail, row):
        mine = row.about == "staff" and mail.recipient == wanted
        if mine or mail.instance_id in of or mentions([mail.subject, mail.body], named):
            yield _line("letter", mail.id, f"Letter: {mail.subject}", mail.created_at, of, mail)
    for document in _rows(session, Document, row):
        if document.instance_id in of:
            title = f"Document: {document.name}"
            yield _line("document", document.id, title, document.created_at, of, document)
    for id, holds, count in records_found(session, row, wanted):
        own = {"audit_id": None, "kind": RECORDS, "source_id": id, "at": row.searched_at}
        yield {**own, "title": f"{holds}: {count}"}


def needles(session: Session, tenant: str, about: str, wanted: str) -> list[str]:
    """What a text must hold to mention the subject: the number, and the name of staff."""
    known = person(session, tenant, wanted) if about == "staff" else None
    return [wanted, *([known.name] if known else [])]


def mentions(texts: Sequence[str], named: Sequence[str]) -> bool:
    """Whether a text names the subject as a word of its own, in capitals or not."""
    either = "|".join(re.escape(name) for name in named if name)
    looked_for = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    return bool(either) and any(looked_for.search(text) for text in texts)


def _audits(session: Session, row: SubjectSearch, wanted: str) -> Sequence[Audit]:
    parts = (Audit.auditor, Audit.reviewer, Audit.social_worker, Audit.officer)
    same = Audit.case_id == wanted.upper()
    theirs = same if row.about == "child" else or_(*(part == wanted for part in parts))
    return session.scalars(select(Audit).where(Audit.tenant_id == row.tenant_id, theirs)).all()


def _rows(session: Session, table: type, row: SubjectSearch) -> Iterator:  # type: ignore[type-arg]
    """All rows but those of requests like this one, a few at a time."""
    others = select(SubjectSearch.instance_id).where(SubjectSearch.tenant_id == row.tenant_id)
    query: Any = select(table).where(
        table.tenant_id == row.tenant_id,  # type: ignore[attr-defined]
        table.instance_id.not_in(others),  # type: ignore[attr-defined]
        table.instance_id != row.instance_id,  # type: ignore[attr-defined]
    )
    return iter(session.scalars(query.execution_options(yield_per=200)))


def _line(
    kind: str, id: UUID, title: str, at: object, of: Mapping[UUID, Audit], row: object
) -> Found:
    audit = of.get(row.instance_id)  # type: ignore[attr-defined]
    about = f"{audit.reference}. {title}" if audit else title
    where = {"audit_id": audit.id if audit else None, "kind": kind, "source_id": id}
    return {**where, "title": about[:300], "at": at}


def _plain(element: str) -> str:
    return element.replace("_", " ")
