"""The database: one way in for SQLite and PostgreSQL. See engine/README.md for the decisions."""

from engine.database.columns import (
    Base,
    CompressedJson,
    Json,
    Tenanted,
    UtcDateTime,
    Values,
    is_word,
    partial_index,
)
from engine.database.connect import Database, connect
from engine.database.containing import containing
from engine.database.current import tables_are_current
from engine.database.matching import matching
from engine.database.scrubbing import empty_log, overwrite_deleted
from engine.database.server_lock import ServerLock
from engine.database.upgrade import check_schema, upgrade
from engine.database.upsert import insert_new, insert_new_rows, insert_rows, upsert, upsert_rows

__all__ = [
    "Base",
    "CompressedJson",
    "Database",
    "Json",
    "ServerLock",
    "Tenanted",
    "UtcDateTime",
    "Values",
    "check_schema",
    "connect",
    "containing",
    "empty_log",
    "insert_new",
    "insert_new_rows",
    "insert_rows",
    "is_word",
    "matching",
    "overwrite_deleted",
    "partial_index",
    "tables_are_current",
    "upgrade",
    "upsert",
    "upsert_rows",
]
