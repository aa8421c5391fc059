"""`subject_access.bundle` and `.deliver`: what was included, as one file; and that it was given."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.registry import handler
from engine.services import Services
from handlers.subject_access.content import Content, blacked, content_of
from handlers.subject_access.paper import index_page, item_page
from handlers.subject_access.tables import SubjectItem, SubjectSearch

ZIP = "application/zip"
SAME_DATE = (1980, 1, 1, 0, 0, 0)
Files = dict[str, bytes]


@handler("subject_access.bundle", outputs=("undecided", "document"), mode="job")
def bundle(services: Services, *, search: str) -> Mapping[str, object]:
    """Makes one file of everything included, with an index page; none while something is undecided.

    The same decisions give the same bytes, stored once.
    """
    with services.reading() as session:
        row = session.get_one(SubjectSearch, (services.tenant, UUID(search)))
        items = items_of(session, row)
        undecided = sum(item.decision is None for item in items)
        content = b"" if undecided else packed(_files(session, row, items))
    if undecided:
        return {"undecided": undecided, "document": None}
    document = _store(services, f"{row.reference}.zip", content)
    with services.transaction() as session:
        session.get_one(SubjectSearch, (services.tenant, UUID(search))).document_id = document
    return {"undecided": 0, "document": str(document)}


@handler("subject_access.deliver")
def deliver(services: Services, *, search: str) -> None:
    """Notes that what is held was handed over; the first time counts."""
    with services.transaction() as session:
        row = session.get_one(SubjectSearch, (services.tenant, UUID(search)))
        row.delivered_at = row.delivered_at or services.now


def items_of(session: Session, row: SubjectSearch) -> Sequence[SubjectItem]:
    """What was found, in order."""
    query = select(SubjectItem).where(
        SubjectItem.tenant_id == row.tenant_id, SubjectItem.search_id == row.id
    )
    return session.scalars(query.order_by(SubjectItem.number)).all()


def packed(files: Files) -> bytes:
    """A zip of these files, without the time of its making."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, SAME_DATE), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def _files(session: Session, row: SubjectSearch, items: Sequence[SubjectItem]) -> Files:
    names = {item.number: _name(session, item) for item in items if item.decision == "include"}
    files = {"index.html": index_page(row, items, names).encode()}
    for item in items:
        if item.number in names:
            files[names[item.number]] = _bytes(session, item)
    return files


def _name(session: Session, item: SubjectItem) -> str:
    if item.kind != "document":
        return f"{item.number:03}.html"
    name = queries.document(session, item.tenant_id, item.source_id).name
    return f"{item.number:03}-{name.replace('/', '-')}"


def _bytes(session: Session, item: SubjectItem) -> bytes:
    content = content_of(session, item)
    if content.document is not None:
        return queries.document_bytes(session, item.tenant_id, content.document)
    return item_page(item.title, redacted(content, item.words)).encode()


def redacted(content: Content, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """The lines with what is to be made unreadable made so; one passage in each line of it."""
    passages = [one.strip() for one in words.get("blackout", "").splitlines() if one.strip()]
    return [(label, blacked(text, passages)) for label, text in content.lines]


def _store(services: Services, name: str, content: bytes) -> UUID:
    digest = hashlib.sha256(content).hexdigest()
    with services.reading() as session:
        stored = queries.documents(session, services.tenant, services.instance_id)
        for document in stored:
            if (document.name, document.digest) == (name, digest):
                return document.id
    return services.store_document(name, ZIP, content)
