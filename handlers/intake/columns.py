"""The columns of the five files. README.md documents them; a test holds the two together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.intake import values


@dataclass(frozen=True)
class Column:
    """A heading, the attribute it fills, how a cell is read, and what an empty one means."""

    heading: str
    attribute: str
    read: Callable[[str], object]
    required: bool = False
    empty: object = None


@dataclass(frozen=True)
class Layout:
    """A file: its columns, which of them make a row the same row as in the last extract, and
    whether a file without rows can only be a mistake."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    needs_rows: bool = True


TEAMS = Layout(
    (
        Column("team_id", "id", values.key, required=True),
        Column("name", "name", values.words, required=True),
        Column("kind", "kind", values.words, required=True),
        Column("area", "area", values.words, required=True),
        Column("district", "district", values.words, empty=""),
        Column("service_manager", "service_manager", values.key),
        Column("in_programme", "in_programme", values.yes_no, empty=True),
    ),
    ("id",),
)
PEOPLE = Layout(
    (
        Column("person_id", "id", values.key, required=True),
        Column("name", "name", values.words, required=True),
        Column("email", "email", values.email, required=True),
        Column("team_id", "team_id", values.key),
        Column("line_manager", "line_manager", values.key),
        Column("working_days", "working_week", values.working_week, empty=values.FULL_WEEK),
    ),
    ("id",),
)
ROLES = Layout(
    (
        Column("person_id", "person_id", values.key, required=True),
        Column("role", "role", values.role, required=True),
        Column("scope", "scope", values.words, empty=""),
    ),
    ("person_id", "role", "scope"),
)
CASES = Layout(
    (
        Column("liberi_number", "id", values.liberi_number, required=True),
        Column("initials", "initials", values.initials, required=True),
        Column("team_id", "team_id", values.key, required=True),
        Column("social_worker", "social_worker", values.key),
        Column("opened_on", "opened_on", values.day, required=True),
        Column("allocated_on", "allocated_on", values.day),
        Column("child_in_need", "child_in_need", values.yes_no, empty=False),
        Column("child_protection", "child_protection", values.yes_no, empty=False),
        Column("in_care", "in_care", values.yes_no, empty=False),
        Column("care_leaver", "care_leaver", values.yes_no, empty=False),
        Column("iro", "iro", values.key),
        Column("cp_chair", "cp_chair", values.key),
        Column("family_id", "family_id", values.key),
        Column("previous_workers", "previous_workers", values.keys, empty=()),
        Column("restricted", "restricted", values.yes_no, empty=False),
        Column("last_audited_on", "last_audited_on", values.day),
    ),
    ("id",),
)
ABSENCES = Layout(
    (
        Column("person_id", "person_id", values.key, required=True),
        Column("reason", "reason", values.reason, required=True),
        Column("from", "starts_on", values.day, required=True),
        Column("to", "ends_on", values.day, required=True),
        Column("seconded_to", "seconded_to", values.key),
    ),
    ("person_id", "reason", "starts_on"),
    needs_rows=False,
)
LAYOUTS: Mapping[str, Layout] = {
    "teams.csv": TEAMS,
    "people.csv": PEOPLE,
    "roles.csv": ROLES,
    "cases.csv": CASES,
    "absences.csv": ABSENCES,
}
