"""Writing a good extract: new rows are added, known ones updated, missing ones ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Absence, Person, PersonRole, Team
from handlers.intake.rows import Table

_TABLES: Mapping[str, SqlTable] = {
    "teams.csv": Team.__table__,  # type: ignore[dict-item]
    "people.csv": Person.__table__,  # type: ignore[dict-item]
    "roles.csv": PersonRole.__table__,  # type: ignore[dict-item]
    "cases.csv": ChildCase.__table__,  # type: ignore[dict-item]
    "absences.csv": Absence.__table__,  # type: ignore[dict-item]
}
_STANDING = {"people.csv": "active", "cases.csv": "is_open"}
_REPLACED = {"roles.csv", "absences.csv"}
# What was said by hand stays, unless the extract says the same: then it is the extract's.
_BY_HAND = {"roles.csv": "appointment_id", "people.csv": "added_by"}


def write(session: Session, tenant: str, table: Table) -> tuple[int, int, int]:
    """Write one file's rows; how many were added, were known already, and were ended."""
    target = _TABLES[table.file]
    before = _keys(session, tenant, target, table)
    _clear(session, tenant, target, table.file)
    standing = {_STANDING[table.file]: True} if table.file in _STANDING else {}
    _upsert(
        session, target, [{"tenant_id": tenant, **row.values, **standing} for row in table.rows]
    )
    now = table.keys()
    ends = table.file in _STANDING or table.file in _REPLACED
    return len(now - before), len(now & before), len(before - now) if ends else 0


def note_closed(session: Session, tenant: str, day: date) -> None:
    """Keep the day for every case that has become closed. One that is back has none again."""
    cases = _TABLES["cases.csv"]
    closed = (cases.c.tenant_id == tenant, ~cases.c.is_open, cases.c.closed_on.is_(None))
    session.execute(update(cases).where(*closed).values(closed_on=day))


def _keys(session: Session, tenant: str, target: SqlTable, table: Table) -> set[tuple[Any, ...]]:
    columns = [target.c[name] for name in table.layout.key]
    found = select(*columns).where(*_of_the_extract(tenant, target, table.file))
    if table.file in _STANDING:
        found = found.where(target.c[_STANDING[table.file]])
    return {tuple(row) for row in session.execute(found)}


def _clear(session: Session, tenant: str, target: SqlTable, file: str) -> None:
    which = _of_the_extract(tenant, target, file)
    if file in _REPLACED:
        session.execute(delete(target).where(*which))
    if file in _STANDING:
        session.execute(update(target).where(*which).values({_STANDING[file]: False}))


def _of_the_extract(tenant: str, target: SqlTable, file: str) -> list[ColumnElement[bool]]:
    """The tenant's rows that an extract wrote, and no administrator."""
    mine = [target.c.tenant_id == tenant]
    return [*mine, target.c[_BY_HAND[file]].is_(None)] if file in _BY_HAND else mine


def _upsert(session: Session, target: SqlTable, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    postgres = session.get_bind().dialect.name == "postgresql"
    new = (postgresql.insert if postgres else sqlite.insert)(target)
    keys = [column.name for column in target.primary_key]
    changed = {c.name: new.excluded[c.name] for c in target.columns if c.name not in keys}
    if changed:
        new = new.on_conflict_do_update(index_elements=keys, set_=changed)
    session.execute(new, list(rows))
