"""Standing in for somebody: whose user tasks a person may do as well, and where they may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Covering:
    """Whom a person covers now. `barred` are instances in which they may not: there they have a
    part of their own."""

    people: frozenset[str] = frozenset()
    barred: frozenset[UUID] = frozenset()

    def reaches(self, person: str | None, instance_id: UUID) -> bool:
        """Whether they may act for this person in this instance."""
        return person in self.people and instance_id not in self.barred


NOBODY = Covering()
CoveringOf = Callable[[str], Covering]


def covers_nobody(person: str) -> Covering:
    """Where nobody ever stands in for anybody."""
    return NOBODY
