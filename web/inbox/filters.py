"""The inbox's filters, as they stand in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from engine.queries import InboxFilters
from engine.queries.inbox import View

SOON = timedelta(days=5)
WHOSE: dict[str, str] = {
    "all": "With me or my role",
    "mine": "With me",
    "group": "With my role",
    "claimed": "Taken by me from my role",
    "covered": "With somebody I cover",
}
DUE = {"": "At any time", "overdue": "Overdue", "soon": "Overdue or due in the next 5 days"}
Due = Literal["", "overdue", "soon"]


@dataclass(frozen=True)
class Chosen:
    """What the person asked for; anything unknown in the address counts as not asked."""

    text: str = ""
    process: str = ""
    due: Due = ""
    whose: View = "all"
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Chosen:
        """Read the address."""
        due, whose = arguments.get("due", ""), arguments.get("whose", "all")
        return cls(
            arguments.get("text", "").strip()[:100],
            arguments.get("process", "")[:100],
            cast(Due, due if due in DUE else ""),
            cast(View, whose if whose in WHOSE else "all"),
            page_number(arguments),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.text or self.process or self.due) or self.whose != "all"

    def query(self, now: datetime) -> InboxFilters:
        """As the engine's inbox takes it."""
        before = {"": None, "overdue": now, "soon": now + SOON}[self.due]
        return InboxFilters(self.whose, self.process or None, self.text, before)

    def address(self, page: int) -> dict[str, Any]:
        """The arguments of the address of another page with the same filters."""
        chosen = {"text": self.text, "process": self.process, "due": self.due}
        chosen["whose"] = "" if self.whose == "all" else self.whose
        return {k: v for k, v in chosen.items() if v} | {"page": str(page)}


def page_number(arguments: Mapping[str, str]) -> int:
    """The page asked for, from 1; the first when it is not a number."""
    text = arguments.get("page", "1")
    return max(1, int(text)) if text.isdigit() and len(text) < 7 else 1
