"""What the list of instances is narrowed to, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy.orm import Session

from engine.queries import InstanceFilters, Order
from engine.queries.instances import BY_REFERENCE, Place
from engine.queries.slices import read_place
from handlers.directory.reading import named

STATUSES = ("active", "suspended", "completed", "failed", "cancelled")
SORTS: dict[str, str] = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "reference": "Reference, A to Z",
    "reference_back": "Reference, Z to A",
}
AGES = (1, 7, 30, 90, 180, 365)
LONGEST = 200
# What is no filter: where in the list one is.
PLACES = ("after", "before")


@dataclass(frozen=True)
class Chosen:
    """What was asked for; anything that cannot be meant counts as not asked.

    `who` is part of somebody's name, or an id or a role. `older` are days. `incident` is "any" or
    a cause. `late` is "yes" or nothing.
    """

    text: str = ""
    process: str = ""
    version: str = ""
    status: str = ""
    district: str = ""
    who: str = ""
    element: str = ""
    older: str = ""
    incident: str = ""
    late: str = ""
    sort: str = "newest"
    after: str = ""
    before: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Chosen:
        """Read an address, or what was kept of one."""
        known = {one.name for one in fields(cls)}
        words = {name: arguments.get(name, "").strip()[:LONGEST] for name in known}
        checks = {"status": STATUSES, "late": ("yes",), "sort": tuple(SORTS)}
        for name, allowed in checks.items():
            words[name] = words[name] if words[name] in allowed else ""
        for name in ("version", "older"):
            words[name] = words[name] if _number(words[name]) else ""
        return cls(**words | {"sort": words["sort"] or "newest"})

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(set(self.address()) - {"sort"})

    @property
    def order(self) -> Order:
        """As the engine has it."""
        return cast(Order, self.sort)

    def address(self, **more: Any) -> dict[str, Any]:
        """The arguments of the address of the same list, from its beginning."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        kept = {name: word for name, word in given.items() if word and name not in PLACES}
        if kept.get("sort") == "newest":
            del kept["sort"]
        return {name: word for name, word in {**kept, **more}.items() if word}

    def query(self, session: Session, tenant: str, now: datetime) -> InstanceFilters:
        """As the engine takes it; somebody whom nobody knows has nothing."""
        return InstanceFilters(
            status=self.status or None,
            process=self.process or None,
            text=self.text,
            version=int(self.version) if self.version else None,
            cohort=self.district or None,
            people=people(session, tenant, self.who) if self.who else None,
            element=self.element or None,
            incident=self.incident or None,
            late_at=now if self.late else None,
            before=now - timedelta(days=int(self.older)) if self.older else None,
        )

    def place(self, name: str) -> Place | None:
        """Where the page begins or ends; None at the beginning of the list."""
        word = getattr(self, name)
        return read_named(word) if self.sort in BY_REFERENCE else read_place(word)


def people(session: Session, tenant: str, who: str) -> tuple[str, ...]:
    """The ids of those whose names have these words, and the words themselves: an id or a role."""
    return who, *(one.id for one in named(session, tenant, who, most=20))


def read_named(word: str) -> tuple[str, UUID] | None:
    """A place in the list by reference: what stands after the last underscore is the id."""
    reference, _, identity = word.rpartition("_")
    try:
        return reference, UUID(hex=identity)
    except ValueError:
        return None


def _number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 6
