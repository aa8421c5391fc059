"""The person who asks, with what the directory says of them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """A signed-in person: `roles` are role keys, `groups` what candidate groups are held against."""

    person: str
    name: str
    roles: frozenset[str] = frozenset()
    groups: frozenset[str] = field(default=frozenset())

    def has(self, *roles: str) -> bool:
        """Whether the person holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)
