"""That what is deleted is gone from the file as well, where the database leaves that to us."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine.database.connect import Database


def overwrite_deleted(session: Session) -> None:
    """From now on SQLite writes zeros over what this session's connection deletes.

    PostgreSQL gives the space back by itself (autovacuum) and has nothing to be told.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def empty_log(database: Database) -> bool:
    """Bring SQLite's write-ahead log into the file and cut it to nothing.

    False when somebody still reads what was there before: then it is emptied later by itself.
    """
    if database.kind != "sqlite":
        return True
    raw = database.engine.raw_connection()
    try:
        busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.close()
    return bool(busy) and busy[0] == 0
