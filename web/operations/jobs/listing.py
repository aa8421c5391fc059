"""The list of jobs and what its address asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.queries.queued import QueuedFilters
from web.operations.jobs.wording import KINDS, STATES


@dataclass(frozen=True)
class Chosen:
    """What was asked for; anything unknown in the address counts as not asked."""

    state: str = ""
    kind: str = ""
    element: str = ""
    after: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Chosen:
        """Read the address."""
        state, kind = arguments.get("state", ""), arguments.get("kind", "")
        return cls(
            state if state in STATES else "",
            kind if kind in KINDS else "",
            arguments.get("element", "").strip()[:200],
            arguments.get("after", "")[:100],
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.state or self.kind or self.element)

    @property
    def query(self) -> QueuedFilters:
        """As the engine's list takes it."""
        return QueuedFilters(self.state, self.kind, self.element)

    def address(self, **more: Any) -> dict[str, Any]:
        """The arguments of an address with the same filters."""
        names = ("state", "kind", "element")
        return {name: getattr(self, name) for name in names if getattr(self, name)} | more
