"""What an erasure found and did, in numbers and names of tables: nothing that names anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from handlers.erasure.looking import Found

MOST_KEYS = 3


@dataclass(frozen=True)
class Remains:
    """A column that names the subject still, or cannot be read: how many rows of it, and the
    first of their keys."""

    table: str
    column: str
    rows: int
    keys: list[str]
    readable: bool = True


@dataclass(frozen=True)
class Findings:
    """Rows by table: looked through, naming the subject before, removed, reworded. `withdrawn`
    counts documents; `chains` those that were proved after it, `broken` those that do not hold."""

    looked: Mapping[str, int] = field(default_factory=dict)
    before: Mapping[str, int] = field(default_factory=dict)
    removed: Mapping[str, int] = field(default_factory=dict)
    reworded: Mapping[str, int] = field(default_factory=dict)
    withdrawn: int = 0
    remains: list[Remains] = field(default_factory=list)
    chains: int = 0
    broken: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing is left and every chain holds."""
        return not self.remains and not self.broken

    def stored(self) -> dict[str, Any]:
        """As it is kept with the erasure."""
        return asdict(self)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Findings:
        """What was kept."""
        return cls(**{**stored, "remains": [Remains(**one) for one in stored["remains"]]})


def remains(found: Iterable[Found], secret: Iterable[str]) -> list[Remains]:
    """By table and column. No key is told that holds a word of `secret`."""
    places: dict[tuple[str, str, bool], list[str]] = {}
    for one in found:
        key = "/".join(str(part) for part in one.key[1:])
        places.setdefault((one.table.name, one.column, one.readable), []).append(key)
    hidden = [word.casefold() for word in secret]
    return [
        Remains(
            table, column, len(keys),
            [k for k in keys if not any(w in k.casefold() for w in hidden)][:MOST_KEYS], readable,
        )
        for (table, column, readable), keys in places.items()
    ]  # fmt: skip


def rows_by_table(found: Iterable[Found]) -> dict[str, int]:
    """How many rows of each table name the subject."""
    return dict(Counter(table for table, _ in {(one.table.name, one.key) for one in found}))


@contextmanager
def counted_deletes(session: Session) -> Iterator[Counter[str]]:
    """Counts the rows that are deleted, by table, until the block ends."""
    gone: Counter[str] = Counter()

    def note(connection: Any, cursor: Any, _s: str, _p: Any, context: Any, _m: bool) -> None:
        if getattr(context, "isdelete", False):
            gone[context.compiled.statement.table.name] += max(cursor.rowcount, 0)

    connection = session.connection()
    event.listen(connection, "after_cursor_execute", note)
    try:
        yield gone
    finally:
        event.remove(connection, "after_cursor_execute", note)
