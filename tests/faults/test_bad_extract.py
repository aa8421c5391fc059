"""An extract with mistakes, on the command line: each is named by line and column."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from engine.database import connect
from handlers import synthetic
from handlers.tables import Absence, ChildCase, Person, PersonRole, Team
from web.cli import main

TABLES = (Team, Person, PersonRole, ChildCase, Absence)
SPOILT = [
    ("people.csv", 3, "email", "amina at council", "not one e-mail address", "like name@place.uk"),
    ("people.csv", 4, "team_id", "T999", "no team “T999”", "teams.csv"),
    ("people.csv", 5, "line_manager", "P9999", "no person “P9999”", "people.csv"),
    ("people.csv", 6, "name", '=HYPERLINK("x")', "formula", "the name itself"),
    ("people.csv", 7, "name", "#N/A", "error of a spreadsheet", "the name itself"),
    ("people.csv", 8, "working_days", "Funday", "not a working day", "Mon Tue Wed:0.5"),
    ("roles.csv", 2, "role", "boss", "not a role", "team_manager"),
    ("roles.csv", 3, "scope", "Mars", "no team, district or area", "empty for all"),
    ("cases.csv", 2, "opened_on", "31/02/2026", "not a date", "01/12/2026"),
    ("cases.csv", 3, "opened_on", "45992", "not a date", "01/12/2026"),
    ("cases.csv", 4, "initials", "Jamie", "not initials", "never a name"),
    ("cases.csv", 5, "in_care", "perhaps", "neither yes nor no", "yes or no"),
    ("absences.csv", 2, "to", "1999-01-01", "ends before it begins", "Correct the dates"),
]


class Extract:
    """A dozen managers' extract in a folder, to be spoilt cell by cell."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        synthetic.write(folder, "mini", 7, on=date(2026, 12, 1))

    def rows(self, file: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO((self.folder / file).read_text("utf-8-sig"))))

    def spoil(self, file: str, line: int, column: str, value: str) -> None:
        rows = self.rows(file)
        rows[line - 1][rows[0].index(column)] = value
        self.write(file, rows)

    def write(self, file: str, rows: list[list[str]], encoding: str = "utf-8", **how: Any) -> None:
        text = io.StringIO()
        csv.writer(text, **how).writerows(rows)
        (self.folder / file).write_bytes(text.getvalue().encode(encoding))


@pytest.fixture
def extract(tmp_path: Path) -> Extract:
    folder = tmp_path / "extract"
    folder.mkdir()
    return Extract(folder)


Run = Callable[..., Result]


@pytest.fixture
def bring_in(tmp_path: Path, sqlite_template: Path, extract: Extract) -> Run:
    """`plumbline import` of the extract, which went well once before."""
    shutil.copy(sqlite_template, tmp_path / "plumbline.db")

    def run(*options: str) -> Result:
        data = {"PLUMBLINE_DATA": str(tmp_path)}
        return CliRunner().invoke(main, ["import", str(extract.folder), *options], env=data)

    assert run().exit_code == 0
    return run


@pytest.fixture
def stored(tmp_path: Path, bring_in: Run) -> Callable[[], list[dict[str, object]]]:
    """Every row that came in by an import."""

    def read() -> list[dict[str, object]]:
        database = connect(f"sqlite:///{tmp_path / 'plumbline.db'}")
        with database.read() as session:
            found = [dict(row) for t in TABLES for row in session.execute(
                select(*t.__table__.columns)).mappings()]  # fmt: skip
        database.close()
        return found

    return read


def test_every_mistake_is_named_at_once_and_nothing_is_changed(
    extract: Extract, bring_in: Run, stored: Callable[[], list[dict[str, object]]]
) -> None:
    before = stored()
    for file, line, column, value, _, _ in SPOILT:
        extract.spoil(file, line, column, value)
    result = bring_in()
    assert (result.exit_code, result.stdout) == (1, "")
    said = result.stderr.splitlines()
    assert said[-1] == "Nothing was imported."
    for file, line, column, _, words, remedy in SPOILT:
        [one] = [s for s in said if s.startswith(f"{file} line {line}, {column}: ")]
        assert words in one
        assert remedy in one
    assert len(said) == len(SPOILT) + 1
    assert "Jamie" not in result.output, "what may be a child's name is not repeated"
    assert stored() == before


def test_the_same_for_a_program(extract: Extract, bring_in: Run) -> None:
    extract.spoil("cases.csv", 2, "opened_on", "31/02/2026")
    result = bring_in("--json")
    assert result.exit_code == 1
    [problem] = json.loads(result.stdout)["problems"]
    assert (problem["file"], problem["line"], problem["column"]) == ("cases.csv", 2, "opened_on")
    assert problem["sentence"]
    assert problem["remedy"]


def test_a_row_twice_names_both_lines(extract: Extract, bring_in: Run) -> None:
    rows = extract.rows("people.csv")
    extract.write("people.csv", [*rows, rows[1]])
    said = bring_in().stderr
    assert f"people.csv line {len(rows) + 1}: The row repeats line 2. Leave only one" in said


def headings(extract: Extract) -> list[list[str]]:
    return extract.rows("people.csv")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda e: e.write("people.csv", headings(e), "cp500"), "characters cannot be read"),
        (lambda e: e.write("people.csv", headings(e), "utf-16-le"), "not a text file"),
        (lambda e: e.write("people.csv", headings(e), delimiter="|"), "one column only"),
        (lambda e: e.write("people.csv", headings(e)[:1]), "headings and no rows"),
        (lambda e: e.write("people.csv", []), "The file is empty"),
        (lambda e: e.write("people.csv", [r[:2] for r in headings(e)]), "email: The column is mis"),
        (lambda e: (e.folder / "people.csv").write_bytes(b"PK\x03\x04"), "an Excel workbook"),
        (lambda e: shutil.rmtree(e.folder) or e.folder.mkdir(), "There is no file to import"),
    ],
)
def test_a_file_that_is_no_extract(
    extract: Extract,
    bring_in: Run,
    stored: Callable[[], list[dict[str, object]]],
    spoil: Callable[[Extract], object],
    says: str,
) -> None:
    before = stored()
    spoil(extract)
    result = bring_in()
    assert result.exit_code == 1
    assert says in result.stderr
    assert isinstance(result.exception, SystemExit), "no trace"
    assert stored() == before
