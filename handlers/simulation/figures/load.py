"""What people had to do: user tasks by person and role, and how many were open at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.tables import UserTask
from handlers.directory.tables import Person, PersonRole
from handlers.simulation.figures.source import Source, spread

BUSIEST = 10


class Load:
    """Every user task of a simulation."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._rows = source.rows(
            UserTask,
            *(UserTask.element_id, UserTask.name, UserTask.assignee, UserTask.completed_by),
            *(UserTask.created_at, UserTask.completed_at, UserTask.due_at, UserTask.state),
        )
        self._by_person: dict[str, list[Any]] = {}
        for row in self._rows:
            if person := row.completed_by or row.assignee:
                self._by_person.setdefault(person, []).append(row)

    def figures(self, letters: Mapping[str, int]) -> dict[str, Any]:
        """By role, and for the people who had most to do."""
        return {"by_role": self._by_role(), "busiest": self._busiest(letters)}

    def user_tasks(self) -> dict[str, dict[str, Any]]:
        """For each kind: how many, how long they took in working days, how many were in time."""
        found: dict[str, list[Any]] = {}
        for row in sorted(self._rows, key=lambda row: row.element_id):
            found.setdefault(row.element_id, []).append(row)
        return {element: self._kind(rows) for element, rows in found.items()}

    def _kind(self, rows: Sequence[Any]) -> dict[str, Any]:
        done = [row for row in rows if row.state == "completed"]
        days = self._source.working_days
        dated = [row for row in done if row.due_at is not None]
        return {
            "name": rows[0].name,
            "asked": len(rows),
            "done": len(done),
            "open": sum(row.state == "open" for row in rows),
            "in_time": sum(row.completed_at <= row.due_at for row in dated),
            "late": sum(row.completed_at > row.due_at for row in dated),
            "working_days": spread([days(row.created_at, row.completed_at) for row in done]),
        }

    def _by_role(self) -> dict[str, dict[str, Any]]:
        roles: dict[str, set[str]] = {}
        for person, role in self._source.rows(PersonRole, PersonRole.person_id, PersonRole.role):
            roles.setdefault(role, set()).add(person)
        return {
            role: {
                "people": len(people),
                "user_tasks": sum(len(self._by_person.get(one, ())) for one in people),
                "most_open_at_once": max(_at_once(self._by_person.get(one, ())) for one in people),
            }
            for role, people in sorted(roles.items())
        }

    def _busiest(self, letters: Mapping[str, int]) -> list[dict[str, Any]]:
        names = dict(self._source.rows(Person, Person.id, Person.name))
        found = [
            {
                "person": person,
                "name": names.get(person, person),
                "user_tasks": len(rows),
                "most_open_at_once": _at_once(rows),
                "letters": letters.get(person, 0),
            }
            for person, rows in self._by_person.items()
        ]
        return sorted(found, key=lambda one: (-one["user_tasks"], one["person"]))[:BUSIEST]


def _at_once(rows: Sequence[Any]) -> int:
    """The most that were open at one moment."""
    changes = [(row.created_at, 1) for row in rows]
    changes += [(row.completed_at, -1) for row in rows if row.completed_at is not None]
    now = most = 0
    for _, change in sorted(changes, key=lambda one: (one[0], one[1])):
        now += change
        most = max(most, now)
    return most
