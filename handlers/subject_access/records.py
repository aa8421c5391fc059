"""Records about somebody beside answers, letters and documents: sign-ins, roles, absences, searches
they keep, changes they made. One item for each table that names them by number or id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, String, Table, func, or_, select
from sqlalchemy.orm import Session

from engine.tables import Submission
from handlers.register import Held, tables
from handlers.subject_access.tables import SubjectItem, SubjectSearch

KIND = "records"
MOST = 500
# Their words are found as answers, letters and documents; steps and seals say nothing more.
FOUND_OTHERWISE = frozenset({"audit", "history", "letter", "disposal"})
Line = tuple[str, str]


def records_found(
    session: Session, row: SubjectSearch, wanted: str
) -> Iterator[tuple[UUID, str, int]]:
    """For each table with rows about them: what stands for it in this search, what it holds, and
    how many there are."""
    for held, table in _told_of(session):
        mine = _theirs(held, table, row.about, wanted)
        if mine is not None:
            query = select(func.count()).select_from(table).where(*_own(table, row.tenant_id), mine)
            count = session.execute(query).scalar_one()
            if count:
                yield uuid5(row.id, table.name), held.holds, count


def lines_of(session: Session, item: SubjectItem) -> tuple[Line, ...]:
    """The rows of one such item, a line for each, but for what is secret; at most MOST of them."""
    search = session.get_one(SubjectSearch, (item.tenant_id, item.search_id))
    said = session.get_one(Submission, (item.tenant_id, search.submission_id))
    wanted = str(said.answers["subject_number"]).strip()
    for held, table in _told_of(session):
        mine = _theirs(held, table, search.about, wanted)
        if mine is not None and uuid5(search.id, table.name) == item.source_id:
            query = select(table).where(*_own(table, item.tenant_id), mine).limit(MOST)
            rows = session.execute(query).mappings().all()
            return tuple((str(number), _told(held, row)) for number, row in enumerate(rows, 1))
    return ()


def _told_of(session: Session) -> Iterator[tuple[Held, Table]]:
    return (one for one in tables(session) if one[0].kind not in {*FOUND_OTHERWISE, ""})


def _own(table: Table, tenant: str) -> tuple[ColumnElement[bool], ...]:
    return (table.c.tenant_id == tenant,)


def _theirs(held: Held, table: Table, about: str, wanted: str) -> ColumnElement[bool] | None:
    """That a row names them, in a column that is a number or id and nothing else."""
    named = held.child if about == "child" else held.staff
    columns = [table.c[name] for name in named if isinstance(table.c[name].type, String)]
    number = wanted.upper() if about == "child" else wanted
    return or_(*(one == number for one in columns)) if columns else None


def _told(held: Held, row: Mapping[Any, Any]) -> str:
    hidden = {"tenant_id", *held.secret}
    told = {str(name): value for name, value in row.items() if str(name) not in hidden}
    return "\n".join(
        f"{name.replace('_', ' ')}: {value}"
        for name, value in told.items()
        if value not in (None, "", [], {}) and not isinstance(value, bytes)
    )
