"""Whether the people and teams that rows name exist, and whether dates make sense together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handlers.intake.rows import Row, Table

PEOPLE = "people.csv"
TEAMS = "teams.csv"
_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "teams.csv": {"service_manager": PEOPLE},
    "people.csv": {"team_id": TEAMS, "line_manager": PEOPLE},
    "roles.csv": {"person_id": PEOPLE},
    "cases.csv": {
        "team_id": TEAMS,
        "social_worker": PEOPLE,
        "iro": PEOPLE,
        "cp_chair": PEOPLE,
        "previous_workers": PEOPLE,
    },
    "absences.csv": {"person_id": PEOPLE, "seconded_to": TEAMS},
}


@dataclass(frozen=True)
class Known:
    """What may be referred to: the ids of the extract, or of the database for a file left out.

    A bad row's id counts: the row is reported already. None where the ids could not all be read.
    """

    people: frozenset[str] | None
    teams: frozenset[str] | None
    places: frozenset[str]

    def lacks(self, file: str, named: str) -> bool:
        """Whether a reference into this file names nothing."""
        ids = self.people if file == PEOPLE else self.teams
        return ids is not None and named not in ids


def check(tables: Iterable[Table], known: Known) -> None:
    """Note a problem for each row that names somebody or something unknown."""
    for table in tables:
        for row in table.rows:
            _check_names(table, row, known)
            if table.file == "roles.csv":
                _check_scope(table, row, known)
            if table.file == "absences.csv":
                _check_dates(table, row)


def _check_names(table: Table, row: Row, known: Known) -> None:
    for attribute, file in _REFERENCES[table.file].items():
        for named in _listed(row.values.get(attribute)):
            if known.lacks(file, named):
                noun = "person" if file == PEOPLE else "team"
                sentence = f"There is no {noun} “{named}”."
                table.refuse(row.line, attribute, sentence, f"Add it to {file} or correct it.")


def _listed(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [str(value)] if value else []


def _check_scope(table: Table, row: Row, known: Known) -> None:
    scope = str(row.values["scope"])
    if scope and scope not in known.places and known.lacks(TEAMS, scope):
        sentence = f"There is no team, district or area “{scope}”."
        table.refuse(row.line, "scope", sentence, f"Use one of {TEAMS}, or leave it empty for all.")


def _check_dates(table: Table, row: Row) -> None:
    if str(row.values["ends_on"]) < str(row.values["starts_on"]):
        table.refuse(row.line, "to", "The absence ends before it begins.", "Correct the dates.")
