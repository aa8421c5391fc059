"""`plumbline import`: the whole extract or nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import Database
from handlers.directory.tables import Person, Team
from handlers.intake import references, store
from handlers.intake.columns import LAYOUTS
from handlers.intake.guard import refuse_real
from handlers.intake.problems import ImportRefused, RowProblem
from handlers.intake.rows import Table, read
from handlers.intake.tables import ExtractImport


@dataclass(frozen=True)
class FileReport:
    """What became of one file; `ended` counts what the extract no longer holds."""

    file: str
    rows: int
    added: int
    updated: int
    ended: int
    ignored_columns: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What an import did, file by file."""

    files: tuple[FileReport, ...]


def import_extract(
    database: Database,
    tenant: str,
    source: Path | Mapping[str, bytes],
    *,
    demo: bool = False,
    by: str = "system",
    at: datetime | None = None,
) -> Report:
    """Import the extract from a folder, or from file names and their bytes, in one transaction.

    Raises ImportRefused with every problem found; then nothing was changed. A file of the five
    that is left out leaves its part as it is. In a demonstration only invented data is taken.
    Who imported it, and when (`at`, otherwise now), is kept.
    """
    tables = _read(source)
    with database.write() as session:
        references.check(tables.values(), _known(session, tenant, tables))
        if demo:
            refuse_real(tables.values())
        problems = [problem for table in tables.values() for problem in table.problems]
        if problems:
            raise ImportRefused(problems)
        report = Report(tuple(_write(session, tenant, table) for table in tables.values()))
        files = [asdict(file) for file in report.files]
        when = at or datetime.now(UTC)
        store.note_closed(session, tenant, when.date())
        session.add(ExtractImport(tenant_id=tenant, files=files, by=by, at=when))
        return report


def _read(source: Path | Mapping[str, bytes]) -> dict[str, Table]:
    files = _contents(source) if isinstance(source, Path) else source
    found = {name: read(name, files[name], LAYOUTS[name]) for name in LAYOUTS if name in files}
    if not found:
        remedy = f"Give a folder that holds {', '.join(LAYOUTS)}."
        raise ImportRefused([RowProblem("extract", 0, "", "There is no file to import.", remedy)])
    return found


def _contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in LAYOUTS if (folder / name).is_file()}


def _write(session: Session, tenant: str, table: Table) -> FileReport:
    added, updated, ended = store.write(session, tenant, table)
    return FileReport(table.file, len(table.rows), added, updated, ended, table.ignored)


def _known(session: Session, tenant: str, tables: Mapping[str, Table]) -> references.Known:
    people, teams = tables.get("people.csv"), tables.get("teams.csv")
    here = session.execute(
        select(Team.id, Team.area, Team.district).where(Team.tenant_id == tenant)
    ).all()
    team_rows = [tuple(row) for row in here] if teams is None else _team_rows(teams)
    return references.Known(
        _people_here(session, tenant) if people is None else _ids(people),
        frozenset(row[0] for row in team_rows) if teams is None else _ids(teams),
        frozenset(place for row in team_rows for place in row[1:] if place),
    )


def _team_rows(teams: Table) -> list[tuple[str, ...]]:
    names = ("id", "area", "district")
    return [tuple(str(row.values[name]) for name in names) for row in teams.rows]


def _ids(table: Table) -> frozenset[str] | None:
    return (
        frozenset(str(r.values["id"]) for r in table.rows) | table.claimed
        if table.complete
        else None
    )


def _people_here(session: Session, tenant: str) -> frozenset[str]:
    found = select(Person.id).where(Person.tenant_id == tenant, Person.active)
    return frozenset(session.scalars(found))
