"""How transactions begin. PostgreSQL's do by themselves; SQLite is in none until it is told.

We tell it here and not in a listener of SQLAlchemy: an engine that has any listener asks at every
statement whether somebody listens, which was a sixth of the cost of a statement. We would go back
if a listener cost nothing where nothing happens.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session


def begin_writing(session: Session) -> None:
    """From here on nobody else writes to this file, until the transaction ends."""
    if _is_sqlite(session):
        write_alone(session.connection())


def begin_reading(session: Session) -> None:
    """From here on everything is seen as it is now."""
    if _is_sqlite(session):
        # Takes no lock, so it cannot fail: it need not go the long way that explains errors.
        session.connection().connection.cursor().execute("BEGIN")


def write_alone(connection: Connection) -> None:
    """A transaction of SQLite that holds the lock from its beginning."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def glancing(engine: Engine) -> Engine:
    """The engine whose connections are in no transaction."""
    sqlite = engine.dialect.name == "sqlite"
    return engine if sqlite else engine.execution_options(isolation_level="AUTOCOMMIT")


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
