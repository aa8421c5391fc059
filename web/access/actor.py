"""The person who asks, with what the directory says of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A signed-in person. `roles` are role keys; candidate groups are roles too."""

    person: str
    name: str
    roles: frozenset[str] = frozenset()

    @property
    def groups(self) -> frozenset[str]:
        """The groups of candidates the person belongs to."""
        return self.roles

    def has(self, *roles: str) -> bool:
        """Whether the person holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)
