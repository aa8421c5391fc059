"""Standing in for somebody: whose user tasks a person may do as well, and where they may not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Covering:
    """Whom a person covers now. `barred` are instances in which they may not: there they have a
    part of their own. `carried` are the instances in which they carry on what somebody had to
    do, by whom it was."""

    people: frozenset[str] = frozenset()
    barred: frozenset[UUID] = frozenset()
    carried: Mapping[str, frozenset[UUID]] = field(default_factory=dict)

    @property
    def everybody(self) -> frozenset[str]:
        """All for whom they may act somewhere."""
        return self.people | self.carried.keys()

    def reaches(self, person: str | None, instance_id: UUID) -> bool:
        """Whether they may act for this person in this instance."""
        covered = person in self.people and instance_id not in self.barred
        return covered or instance_id in self.carried.get(person or "", ())


NOBODY = Covering()
CoveringOf = Callable[[str], Covering]


def covers_nobody(person: str) -> Covering:
    """Where nobody ever stands in for anybody."""
    return NOBODY
