"""SQLite as it has to be opened for several threads of one process to write safely."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from engine.errors import DatabaseBusy

BUSY_SECONDS = 15
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "foreign_keys=ON",
    "cache_size=-4096",
)
_mutexes: dict[str, WriteMutex] = {}


class Dialect(SQLiteDialect_pysqlite):
    """Python's driver, with savepoints that are not compiled anew each time: every handler of a
    step has one, and compiling its two statements took longer than carrying them out."""

    supports_statement_cache = True

    def do_savepoint(self, connection: Connection, name: str) -> None:
        """Begin it."""
        connection.exec_driver_sql(f"SAVEPOINT {name}")

    def do_release_savepoint(self, connection: Connection, name: str) -> None:
        """Keep what was done since."""
        connection.exec_driver_sql(f"RELEASE SAVEPOINT {name}")


registry.register("sqlite.plumbline", __name__, "Dialect")


class WriteMutex(AbstractContextManager[object]):
    """Lets one thread of the process write at a time: SQLite's own queue is unfair and sleeps."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: int | None = None

    def __enter__(self) -> object:
        """Wait for the turn. DatabaseBusy after 15 s; RuntimeError when this thread has it."""
        if self._owner == threading.get_ident():
            raise RuntimeError("this thread has a write transaction open already")
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise DatabaseBusy
        self._owner = threading.get_ident()
        return self

    def __exit__(self, *error: object) -> None:
        self._owner = None
        self._lock.release()


def create(url: URL) -> Engine:
    """An engine whose connections are in no transaction: see `beginning`."""
    path = file_of(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Parameters are answers and names: they must not get into a log with an error's message.
    engine = create_engine(
        url.set(drivername="sqlite+plumbline"),
        pool_size=20,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def mutex(url: URL) -> WriteMutex:
    """The process-wide turn to write to this file."""
    return _mutexes.setdefault(str(file_of(url).resolve()), WriteMutex())


def file_of(url: URL) -> Path:
    """The file behind the address. ValueError for a database in memory, which nobody can share."""
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite needs a file: sqlite:////path/to/plumbline.db")
    return Path(url.database)


def _prepare(connection: Any, _record: object) -> None:
    # Python's driver must not begin transactions by itself: it would begin them DEFERRED.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
