"""One server per SQLite file: write-ahead logging and void leases at boot rely on it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from sqlalchemy import make_url

from engine.database import sqlite
from engine.errors import AlreadyServed


class ServerLock:
    """Held while a server runs on a SQLite file; on PostgreSQL it locks nothing."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self._path = _lock_file(sqlite.file_of(parsed)) if _is_sqlite(url) else None
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock until `release` or the end of the process. AlreadyServed when taken."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            file.close()
            raise AlreadyServed(str(self._path), owner) from None
        _sign(file)
        self._file = file

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _lock_file(database: Path) -> Path:
    return database.with_name(database.name + ".lock")


def _sign(file: IO[str]) -> None:
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
