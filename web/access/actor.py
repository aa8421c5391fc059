"""The person who asks, with what the directory says of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from engine.covering import NOBODY, Covering


@dataclass(frozen=True)
class Actor:
    """A signed-in person. `roles` are role keys; candidate groups are roles too. `covering` says
    for whom they stand in now.
    """

    person: str
    name: str
    roles: frozenset[str] = frozenset()
    covering: Covering = NOBODY

    @property
    def groups(self) -> frozenset[str]:
        """The groups of candidates the person belongs to."""
        return self.roles

    def stands_in(self, people: Iterable[str], instance: UUID | None) -> str | None:
        """One of `people` for whom they stand in there; None when for none, or for themselves."""
        known = set(people)
        if instance is None or self.person in known:
            return None
        return next((one for one in sorted(known) if self.covering.reaches(one, instance)), None)

    def has(self, *roles: str) -> bool:
        """Whether the person holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)
