"""Searching everything, which takes seconds: beside what others write, and never in their way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.database import Database
from handlers.erasure.looking import Found, look, rows_looked_at
from handlers.erasure.subject import Subject


@dataclass(frozen=True)
class Search:
    """What one moment of the database held: every place that names the subject, and how many rows
    of each table were looked through."""

    found: list[Found]
    looked: Mapping[str, int]

    def more_than(self, other: Search) -> list[Found]:
        """What the other search did not find: it was written since."""
        known = {_place(one) for one in other.found}
        return [one for one in self.found if _place(one) not in known]


def search(database: Database, tenant: str, subject: Subject) -> Search:
    """Look through every column of every table, as it is at one moment."""
    with database.read() as session:
        found = list(look(session, tenant, subject))
        return Search(found, rows_looked_at(session, tenant))


def _place(one: Found) -> tuple[str, object, str]:
    return one.table.name, one.key, one.column
