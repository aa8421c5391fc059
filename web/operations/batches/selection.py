"""Which instances a batch is for, as it stands in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from engine.batches import MOST, Chosen, by_cause, by_filters, by_ids
from engine.queries import instances_counted
from engine.queries.causes import cause_of
from web.operations.instances.filters import Chosen as Listed
from web.words import count, plain

CAUSE = re.compile(r"[0-9a-f]{16}")
TICKED, ALL = "ticked", "all"


@dataclass(frozen=True)
class Selection:
    """Ticked instances, the incidents of one cause, or all that a list shows."""

    ids: tuple[UUID, ...]
    cause: str
    listed: Listed

    @classmethod
    def of(cls, arguments: MultiDict[str, str], which: str = "") -> Selection:
        """Read an address; of `which` "all" what was ticked counts for nothing."""
        ticked = () if which == ALL else tuple(map(_id, arguments.getlist("instance")))
        cause = arguments.get("cause", "")
        ids = tuple(id for id in ticked if id is not None)
        return cls(ids, cause if CAUSE.fullmatch(cause) else "", Listed.of(arguments))

    def chosen(self, session: Session, tenant: str, now: datetime) -> list[Chosen]:
        """The instances, at most one more than a batch may have."""
        if self.ids:
            return by_ids(session, tenant, self.ids)
        if self.cause:
            return by_cause(session, tenant, self.cause)
        return by_filters(session, tenant, self.listed.query(session, tenant, now))

    def words(self, session: Session, tenant: str, now: datetime) -> str:
        """What was chosen, as people say it. A list is counted as its own page counts it."""
        if self.ids:
            return count(len(self.ids), "ticked instance")
        if self.cause:
            return _of_cause(session, tenant, self.cause)
        query = self.listed.query(session, tenant, now)
        found = instances_counted(session, tenant, query)
        many = f"more than {found - 1:,} instances" if found > 1_000 else count(found, "instance")
        said = (f"{plain(k).lower()} {v}" for k, v in self.listed.address().items() if k != "sort")
        return f"{many} of the list ({', '.join(said) or 'all'}), those that go on"

    def address(self, **more: Any) -> dict[str, Any]:
        """The arguments of an address with the same selection."""
        if self.ids:
            return {"instance": [str(id) for id in self.ids], **more}
        return ({"cause": self.cause} if self.cause else self.listed.address()) | more


def _of_cause(session: Session, tenant: str, cause: str) -> str:
    found = cause_of(session, tenant, cause)
    if found is None or not found.open:
        return "incidents of a cause that has none any more"
    return f"{count(found.number, 'incident')} of one cause: {found.sentence}"


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


__all__ = ["ALL", "MOST", "TICKED", "Selection"]
