"""An invented council as it grows: rows of the five files, and the dice that make them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from handlers.synthetic.names import FIRST, LAST
from handlers.synthetic.profiles import Profile, TeamKind

Row = dict[str, str]


@dataclass
class TeamPlan:
    """A team to fill with people and cases."""

    id: str
    kind: TeamKind
    area: str
    district: str
    manager: str = ""
    workers: list[str] = field(default_factory=list)


@dataclass
class Council:
    """Everything invented so far. The same seed gives the same council, byte for byte."""

    profile: Profile
    dice: Random
    on: date
    plans: list[TeamPlan] = field(default_factory=list)
    teams: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    roles: list[Row] = field(default_factory=list)
    cases: list[Row] = field(default_factory=list)
    absences: list[Row] = field(default_factory=list)

    _held: dict[str, dict[str | None, list[str]]] = field(default_factory=dict)

    def hire(self, *roles: tuple[str, str], team: str = "", manager: str = "") -> str:
        """Invent a person with these roles (role, scope) and return their id."""
        number = len(self.people) + 1
        person, first, last = f"P{number:04}", self.dice.choice(FIRST), self.dice.choice(LAST)
        address = f"{first}.{last}.{number}@example.org".lower()
        self.people.append(
            {
                "person_id": person,
                "name": f"{first} {last}",
                "email": address,
                "team_id": team,
                "line_manager": manager,
                "working_days": "",
            }
        )
        for role, scope in roles:
            self.roles.append({"person_id": person, "role": role, "scope": scope})
            for index in (scope, None):
                self._held.setdefault(role, {}).setdefault(index, []).append(person)
        return person

    def holders(self, role: str, scope: str | None = None) -> list[str]:
        """Who holds a role for exactly this scope, or for any (None), in order of their ids."""
        return list(self._held.get(role, {}).get(scope, ()))

    def areas(self) -> Iterator[str]:
        """The areas that have districts."""
        yield from self.profile.districts
