"""What belongs with an instance: what it calls, who began it, what it began, who shares its key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine import queries
from engine.tables import ProcessInstance
from web.operations.instance.reading import Found


@dataclass(frozen=True)
class Called:
    """A process whose elements this instance has been in: its own, or one it calls."""

    key: str
    name: str
    open: int
    own: bool


@dataclass(frozen=True)
class Related:
    """Another instance and how it belongs; `name` is its process in words."""

    how: str
    row: ProcessInstance
    name: str


def called(found: Found) -> list[Called]:
    """Its own process first, then those it calls, in the order it came to them."""
    keys = dict.fromkeys([found.row.process_key, *(one.process_key for one in found.passed)])
    return [
        Called(key, found.process_name(key), _open(found, key), key == found.row.process_key)
        for key in keys
    ]


def related(session: Session, found: Found) -> list[Related]:
    """Who began it, what it began, and who shares its business key, each instance once."""
    told: dict[object, Related] = {}
    for how, row in _others(session, found):
        if row.id != found.row.id:
            told.setdefault(row.id, Related(how, row, found.process_name(row.process_key)))
    return list(told.values())


def _open(found: Found, key: str) -> int:
    return sum(one.going_on for one in found.passed if one.process_key == key)


def _others(session: Session, found: Found) -> Iterator[tuple[str, ProcessInstance]]:
    row = found.row
    rows: Sequence[ProcessInstance] = queries.begun_from(session, row.tenant_id, row.id)
    if row.begun_from is not None:
        yield "It was begun by", queries.instance(session, row.tenant_id, row.begun_from)
    yield from (("It began", one) for one in rows)
    if row.business_key:
        same = queries.sharing_key(session, row.tenant_id, row.business_key)
        yield from (("Has the same business key", one) for one in same)
