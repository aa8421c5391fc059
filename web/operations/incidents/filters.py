"""What the list of causes is narrowed to, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.queries.causes import NOBODY, CauseFilters

STATES = {"open": "Open", "resolved": "Resolved lately"}
WHOSE = {"": "Anybody", "me": "Me", "nobody": "Nobody yet"}


@dataclass(frozen=True)
class Chosen:
    """What was asked for; anything unknown in the address counts as not asked."""

    state: str = "open"
    process: str = ""
    whose: str = ""
    after: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Chosen:
        """Read the address."""
        state, whose = arguments.get("state", ""), arguments.get("whose", "")
        return cls(
            state if state in STATES else "open",
            arguments.get("process", "").strip()[:100],
            whose if whose in WHOSE else "",
            arguments.get("after", "")[:100],
        )

    @property
    def narrowed(self) -> bool:
        """Whether it is another list than that of all that is open."""
        return bool(self.address())

    def query(self, me: str) -> CauseFilters:
        """As the engine's list takes it."""
        whose = {"me": me, "nobody": NOBODY}.get(self.whose)
        return CauseFilters(self.state == "resolved", self.process or None, whose)

    def address(self, **more: Any) -> dict[str, Any]:
        """The arguments of the address of the same list, from its beginning."""
        state = "" if self.state == "open" else self.state
        kept = {"state": state, "process": self.process, "whose": self.whose}
        return {name: word for name, word in kept.items() if word} | more
