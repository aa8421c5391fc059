"""The list of letters and what its address asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from engine.queries.posted import PostedFilters
from handlers.access.reading import ids_named
from web.operations.letters.wording import CHOICES

WORDS = ("letter", "reference", "who", "after")


@dataclass(frozen=True)
class Chosen:
    """What was asked for; anything unknown in the address counts as not asked."""

    state: str = ""
    letter: str = ""
    reference: str = ""
    who: str = ""
    after: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Chosen:
        """Read the address."""
        state = arguments.get("state", "")
        words = {name: arguments.get(name, "").strip()[:100] for name in WORDS}
        return cls(state if state in CHOICES else "", **words)

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.state or self.letter or self.reference or self.who)

    def query(self, session: Session, tenant: str) -> PostedFilters:
        """As the engine's list takes it."""
        people = ids_named(session, tenant, self.who) if self.who else None
        return PostedFilters(self.state, self.letter, self.reference, people)

    def address(self, **more: Any) -> dict[str, Any]:
        """The arguments of an address with the same filters."""
        names = ("state", "letter", "reference", "who")
        return {name: getattr(self, name) for name in names if getattr(self, name)} | more
