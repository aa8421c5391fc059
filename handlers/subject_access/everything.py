"""Everything that is held about one subject, as one file: pages to read, and the same as JSON."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from engine.tables import Document, DocumentContent
from handlers.erasure.child import audits_of
from handlers.erasure.looking import Key, look
from handlers.erasure.subject import Subject
from handlers.follow_ups.instances import instances_of
from handlers.register import tables
from handlers.subject_access.bundle import packed
from handlers.subject_access.paper import everything_page

# Files and seals of the program itself, which tell of nobody.
LEFT_OUT = frozenset(
    {"document_content", "deployment_file", "change_content", "rewording", "activity_instance"}
)


@dataclass(frozen=True)
class Record:
    """A row, by its columns. `table` is what the register calls it."""

    table: str
    holds: str
    values: Mapping[str, Any]


def export(session: Session, tenant: str, subject: Subject, now: datetime) -> bytes:
    """A zip: `index.html`, `everything.json`, and the documents. What belongs to the subject, and
    whatever else names them, unredacted: it is read by a person before anybody else gets it."""
    found = list(records(session, tenant, subject))
    documents = dict(_documents(session, tenant, found))
    page = everything_page(subject.about, now, _grouped(found), sorted(documents))
    told = {"about": subject.about, "found_at": now, "records": [vars(one) for one in found]}
    content = json.dumps(told, indent=1, ensure_ascii=False, default=_plain)
    return packed({"index.html": page.encode(), "everything.json": content.encode(), **documents})


def records(session: Session, tenant: str, subject: Subject) -> Iterator[Record]:
    """Every row that belongs to the subject or names them, once, by table."""
    keys: dict[str, set[Key]] = {}
    for one in look(session, tenant, subject):
        keys.setdefault(one.table.name, set()).add(one.key)
    belonging = Belonging.of(session, tenant, subject)
    for held, table in tables(session):
        if table.name not in LEFT_OUT:
            wanted = keys.get(table.name, set()) | set(belonging.keys(session, table))
            for row in _rows(session, table, wanted, {"tenant_id", *held.secret}):
                yield Record(table.name, held.holds, row)


@dataclass(frozen=True)
class Belonging:
    """What belongs to a child's audits and the processes about them, whether it names them or
    not: the ids by the column they stand in."""

    tenant: str
    ids: Mapping[str, Sequence[UUID]]

    @classmethod
    def of(cls, session: Session, tenant: str, subject: Subject) -> Belonging:
        """Nothing for a person: an audit is not theirs because they had a part in it."""
        audits = audits_of(session, tenant, subject) if subject.about == "child" else []
        instances = instances_of(session, tenant, audits)
        return cls(tenant, {"audit_id": [one.id for one in audits], "instance_id": instances})

    def keys(self, session: Session, table: Table) -> Iterator[Key]:
        """The keys of its rows in a table."""
        for column, ids in self.ids.items():
            if column in table.c and ids:
                mine = (table.c.tenant_id == self.tenant, table.c[column].in_(ids))
                for row in session.execute(select(*table.primary_key).where(*mine)):
                    yield tuple(row)


def _rows(
    session: Session, table: Table, keys: Iterable[Key], hidden: Collection[str]
) -> Iterator[dict[str, Any]]:
    own = list(table.primary_key)
    for key in sorted(keys, key=str):
        same = [column == value for column, value in zip(own, key, strict=True)]
        for row in session.execute(select(table).where(*same)).mappings():
            yield {str(name): value for name, value in row.items() if name not in hidden}


def _documents(
    session: Session, tenant: str, found: Sequence[Record]
) -> Iterator[tuple[str, bytes]]:
    for number, one in enumerate((one for one in found if one.table == "document"), 1):
        row = session.get_one(Document, (tenant, one.values["id"]))
        content = session.get_one(DocumentContent, (tenant, row.digest)).content
        yield f"documents/{number:03}-{row.name.replace('/', '-')}", content


def _grouped(found: Sequence[Record]) -> dict[str, list[list[tuple[str, str]]]]:
    """What the page shows: by what is held, the lines of each record."""
    groups: dict[str, list[list[tuple[str, str]]]] = {}
    for one in found:
        lines = [(name.replace("_", " "), _read(value)) for name, value in one.values.items()]
        title = one.holds or one.table
        groups.setdefault(title, []).append([(name, text) for name, text in lines if text])
    return groups


def _read(value: object) -> str:
    if isinstance(value, bytes):
        return "(packed)" if value else ""
    if isinstance(value, dict | list):
        return json.dumps(value, indent=1, ensure_ascii=False, default=_plain) if value else ""
    return "" if value is None else str(value)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return _unpacked(value)
    return str(value)


def _unpacked(content: bytes) -> object:
    """Packed JSON as what it is; other bytes by their length."""
    try:
        return json.loads(zlib.decompress(content))
    except (zlib.error, ValueError):
        return f"{len(content)} bytes"
