"""The register as data: `held/*.toml`, one entry for each table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, Table, inspect
from sqlalchemy.orm import Session

from engine.database import Base

FOLDER = Path(__file__).with_name("held")


@dataclass(frozen=True)
class Through:
    """How rows without a person's id belong to somebody: `column` is `key` of their row there."""

    column: str
    table: str
    key: str


@dataclass(frozen=True)
class Held:
    """A table, as the register has it. `kind` is the kind of record in the schedule.

    `child` and `staff` columns hold numbers and ids, `words` anything somebody wrote, `packed`
    compressed JSON, `paper` the bytes of documents, `plain` codes and names of elements. What is
    `secret`, a password's digest, is shown to nobody, not even to whom it is about. Rows
    whose `owner` (or the row they belong to `through`) has left are removed with them; `ended` is
    from when a row's time counts, where `only` holds. What is `sealed` has a digest over it;
    what is `fixed` is never reworded.
    """

    table: str
    kind: str
    holds: str
    child: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    packed: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    owner: str = ""
    through: Through | None = None
    ended: str = ""
    only: str = ""
    sealed: bool = False
    fixed: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """Every column that the register has a word for."""
        return frozenset((*self.named, *self.paper, *self.plain))

    @property
    def named(self) -> frozenset[str]:
        """Those that may name somebody and can be reworded."""
        return frozenset((*self.child, *self.staff, *self.words, *self.packed))

    @property
    def about(self) -> tuple[str, ...]:
        """Whom it may tell of: child, staff, both or nobody (empty)."""
        if self.words or self.packed or self.paper:
            return ("child", "staff")
        return tuple(one for one in ("child", "staff") if getattr(self, one))


@cache
def register() -> Mapping[str, Held]:
    """Every entry by the name of its table, also of tables that are not there (yet)."""
    return {one.table: one for file in sorted(FOLDER.glob("*.toml")) for one in _read(file)}


def tables(session: Session) -> list[tuple[Held, Table]]:
    """Each table of the database with its entry; one without an entry counts as holding nobody.

    Also those that this process has not loaded, such as the web's in a worker.
    """
    known, loaded = register(), Base.metadata.tables
    connection = session.connection()
    there = sorted(inspect(connection).get_table_names())
    others = MetaData()
    found = [
        loaded[name] if name in loaded else Table(name, others, autoload_with=connection)
        for name in there
    ]
    own = (table for table in found if "tenant_id" in table.c)
    return [(known.get(table.name) or Held(table.name, "", ""), table) for table in own]


def _read(file: Path) -> Iterator[Held]:
    for table, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
        yield Held(table, **{name: _value(value) for name, value in entry.items()})


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return Through(**value) if isinstance(value, dict) else value
