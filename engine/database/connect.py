"""A database and its two kinds of session: one that writes and one that only reads."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TypeVar

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from engine.database import postgresql, sqlite
from engine.database.beginning import begin_reading, begin_writing, glancing
from engine.database.session import ShortSession
from engine.errors import DatabaseBusy

T = TypeVar("T")
PAUSES = (0.01, 0.03, 0.1, 0.3)
# Serialisation failure, deadlock, and a unique key that somebody else took at the same moment:
# two deployments of one digest, say, or two lines of the audit log.
TRANSIENT = {"40001", "40P01", "23505"}
LOCK_TIMEOUT = "55P03"


class Database:
    """Sessions on one database. Objects read in a session may be used after it has closed."""

    def __init__(self, engine: Engine, mutex: AbstractContextManager[object] | None = None) -> None:
        self.engine = engine
        self._mutex: AbstractContextManager[object] = mutex or nullcontext()
        self._writer = sessionmaker(engine, class_=ShortSession, expire_on_commit=False)
        self._reader = sessionmaker(
            engine, class_=ShortSession, expire_on_commit=False, autoflush=False
        )
        self._glancing = glancing(engine)

    @property
    def kind(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        with _explained(), self._mutex, self._writer() as session, session.begin():
            begin_writing(session)
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view; nothing done in it is kept."""
        with _explained(), self._reader() as session:
            begin_reading(session)
            yield session

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """For statements that read and need no view in common: a session and a transaction around
        a look at one row take longer than the look."""
        with _explained(), self._glancing.connect() as connection:
            yield connection

    def transact(self, work: Callable[[Session], T]) -> T:
        """Do `work` in one transaction, again from the start when another one was in its way."""
        for pause in PAUSES:
            try:
                with self.write() as session:
                    return work(session)
            except (StaleDataError, DBAPIError) as error:
                if not _worth_another_try(error):
                    raise
                time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads the retries
        with self.write() as session:
            return work(session)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def connect(url: str) -> Database:
    """Open `sqlite:////path` or `postgresql://…`. ValueError for any other kind of database."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return Database(sqlite.create(parsed), sqlite.mutex(parsed))
    if parsed.get_backend_name() == "postgresql":
        return Database(postgresql.create(parsed))
    raise ValueError(f"{parsed.get_backend_name()} is not supported: use sqlite or postgresql")


def _worth_another_try(error: Exception) -> bool:
    if isinstance(error, StaleDataError):
        return True
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in TRANSIENT


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) == LOCK_TIMEOUT or "locked" in str(error.orig):
            raise DatabaseBusy from error
        raise
