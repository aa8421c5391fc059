"""A programme that was made on SQLite, row by row the same on PostgreSQL.

SQLite keeps instants, ids and JSON as text that PostgreSQL reads as it stands, so nothing is
converted, and COPY takes 100,000 instances with all they have in about a minute.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from sqlalchemy import make_url

# Rows come table by table: no foreign key is looked at on the way.
FREELY = "SET session_replication_role = replica; SET timezone = 'UTC'"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
MANY = 10_000


def carry(file: Path, url: str) -> None:
    """Fill the migrated, empty database at `url` with what is in the SQLite database `file`."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with (
        closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source,
        closing(psycopg.connect(address, autocommit=True)) as target,
    ):
        target.execute(FREELY)
        for (table,) in source.execute(TABLES).fetchall():
            _carry(source, target, table)
        # What its autovacuum would have done by the time that so much is there.
        target.execute("VACUUM (ANALYZE)")


def _carry(source: sqlite3.Connection, target: psycopg.Connection[tuple[str]], table: str) -> None:
    rows = source.execute(f'SELECT * FROM "{table}"')
    columns = ", ".join(f'"{column[0]}"' for column in rows.description)
    with target.cursor().copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
        while some := rows.fetchmany(MANY):
            for row in some:
                copy.write_row(row)
