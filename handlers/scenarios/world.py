"""Databases for scenarios: the tables are made once, and copied for each."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event

import handlers
from engine.database import Database, connect, upgrade

MIGRATIONS = Path(handlers.__file__).parent / "migrations"


class Stock:
    """Empty databases with their tables, in a folder that is removed at the end of the block."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._empty = folder / "empty.db"

    @contextmanager
    def database(self) -> Iterator[Database]:
        """A database with nobody in it, gone afterwards."""
        if not self._empty.exists():
            upgrade(f"sqlite:///{self._empty}", [MIGRATIONS])
        path = Path(shutil.copy(self._empty, self._folder / "scenario.db"))
        database = connect(f"sqlite:///{path}")
        event.listen(database.engine, "connect", _hasty)
        try:
            yield database
        finally:
            database.close()
            for left in self._folder.glob("scenario.db*"):
                left.unlink()


@contextmanager
def stock() -> Iterator[Stock]:
    """Databases for the length of a block."""
    with tempfile.TemporaryDirectory(prefix="plumbline-") as folder:
        yield Stock(Path(folder))


def _hasty(connection: Any, _record: object) -> None:
    # Nothing of it is kept when the machine stops, so nothing need wait for the disk.
    connection.execute("PRAGMA synchronous=OFF")
