"""A private PostgreSQL for one test run: Debian's binaries, a temporary folder, a free port."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Self

import psycopg

FAST = """fsync=off
synchronous_commit=off
full_page_writes=off
wal_level=minimal
max_wal_senders=0
autovacuum=off
max_connections=100
"""
ALONE = """SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
# A table that never had a row takes no room.
EMPTYING = """SELECT coalesce(string_agg(format('DELETE FROM %I', relname), ';'), '') FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
AND pg_relation_size(oid) > 0"""


def binaries() -> Path | None:
    """The folder of the newest installed server, or None."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    versions = sorted((path.parent for path in found), key=lambda path: float(path.parent.name))
    return versions[-1] if versions else None


class Cluster:
    """A server at a port, with all it has in a folder."""

    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        self.programs, self.folder, self.port = programs, folder, port

    @classmethod
    def started(cls, programs: Path) -> Self:
        """A new one. Its folder is no other's: the server may not look into ours."""
        made = cls(programs, Path(tempfile.mkdtemp(prefix="plumbline-pg-")), _free_port())
        made._start()
        return made

    @classmethod
    def noted(cls, programs: Path, note: Path) -> Self:
        """The one that another process has started."""
        told = json.loads(note.read_text())
        return cls(programs, Path(told["folder"]), told["port"])

    def note(self, note: Path) -> None:
        """Let other processes find it."""
        note.write_text(json.dumps({"folder": str(self.folder), "port": self.port}))

    def url(self, database: str) -> str:
        """The address of a database in this cluster."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def create(self, name: str, template: str = "template1") -> str:
        """Make a database, as a copy of `template`; gives its address."""
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY wal_log')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self.sql(f'DROP DATABASE "{name}" WITH (FORCE)')

    def sql(self, statement: str) -> None:
        """Run one statement as the superuser, outside a transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _start(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        chosen = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self._run("initdb", "-D", self._data, *chosen)
        settings = f"listen_addresses='127.0.0.1'\nport={self.port}\n{FAST}"
        settings += f"unix_socket_directories='{self.folder}'\n"
        (self.folder / "data" / "postgresql.auto.conf").write_text(settings)
        self._run("pg_ctl", "-D", self._data, "-l", str(self.folder / "log"), "-w", "start")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        result = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", text=True
        )
        if result.returncode:
            raise RuntimeError(f"{program} failed: {result.stderr}")


class Emptied:
    """A migrated database for one test after the other: making a copy for each took longer than
    most of them. No test changes its tables."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = self._connected()

    def empty(self) -> None:
        """Take out every row, whoever is still connected."""
        try:
            self._connection.execute(ALONE)
        except psycopg.OperationalError:  # a test has ended every connection, ours too
            self._connection = self._connected()
            self._connection.execute(ALONE)
        rows = self._connection.execute(EMPTYING).fetchone()
        if rows and rows[0]:
            self._connection.execute(rows[0])

    def _connected(self) -> psycopg.Connection[tuple[str]]:
        made = psycopg.connect(self.url, autocommit=True)
        # Rows go in any order: no foreign key is looked at.
        made.execute("SET session_replication_role = replica")
        return made

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
