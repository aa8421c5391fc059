"""The audit log and what its address asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engine.queries.audited import AuditFilters
from handlers.access.reading import ids_named
from web.operations.access.acting import read_day
from web.operations.audit_log.wording import GROUPS
from web.words import HERE

WORDS = ("who", "about", "first", "last", "after")


@dataclass(frozen=True)
class Chosen:
    """What was asked for; anything unknown in the address counts as not asked."""

    group: str = ""
    who: str = ""
    about: str = ""
    first: str = ""
    last: str = ""
    after: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Chosen:
        """Read the address."""
        group = arguments.get("group", "")
        words = {name: arguments.get(name, "").strip()[:200] for name in WORDS}
        return cls(group if group in GROUPS else "", **words)

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.group or self.who or self.about or self.first or self.last)

    def query(self, session: Session, tenant: str) -> AuditFilters:
        """As the engine's list takes it."""
        people = ids_named(session, tenant, self.who) if self.who else None
        return AuditFilters(
            people, self.group, self.about, _midnight(self.first), _midnight(self.last, 1)
        )

    def address(self, **more: Any) -> dict[str, Any]:
        """The arguments of an address with the same filters."""
        names = ("group", "who", "about", "first", "last")
        return {name: getattr(self, name) for name in names if getattr(self, name)} | more


def _midnight(text: str, later: int = 0) -> datetime | None:
    day = read_day(text)
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=later), time(), HERE)
