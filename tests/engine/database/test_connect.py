"""How SQLite is opened, and that there is one server on it."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from engine.database import Database, ServerLock, connect, insert_rows
from engine.errors import AlreadyServed
from engine.history import append_audit_log
from engine.tables import AuditLog, DocumentContent
from tests.world import NOON


def test_sqlite_is_durable_and_keeps_foreign_keys(as_in_production: None, sqlite: Database) -> None:
    with sqlite.read() as session:
        said = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert said == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 15000,
    }


def test_readers_do_not_wait_for_a_writer(sqlite: Database) -> None:
    with sqlite.write() as session:
        append_audit_log(session, "main", at=NOON, by="a", action="b", about="c")
        with sqlite.read() as reader:
            assert reader.query(AuditLog).count() == 0
    with sqlite.read() as reader:
        assert reader.query(AuditLog).count() == 1


def test_a_reader_sees_one_moment_and_a_glance_what_is_there_by_now(sqlite: Database) -> None:
    def written() -> None:
        with sqlite.write() as session:
            append_audit_log(session, "main", at=NOON, by="a", action="b", about="c")

    count = text("SELECT count(*) FROM audit_log")
    with sqlite.read() as reader, sqlite.glance() as glance:
        before = [reader.scalar(count), glance.scalar(count)]
        written()
        after = [reader.scalar(count), glance.scalar(count)]
    assert (before, after) == ([0, 0], [0, 1])


def test_a_second_write_in_the_same_thread_is_a_mistake_that_says_so(sqlite: Database) -> None:
    with sqlite.write(), pytest.raises(RuntimeError, match="open already"), sqlite.write():
        pass


def test_two_connections_to_one_file_take_turns(sqlite_url: str) -> None:
    databases = [connect(sqlite_url) for _ in range(4)]

    def write(database: Database) -> None:
        for _ in range(20):
            database.transact(
                lambda s: append_audit_log(s, "main", at=NOON, by="a", action="b", about="c")
            )

    threads = [threading.Thread(target=write, args=(one,)) for one in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with databases[0].read() as session:
        assert session.query(AuditLog).count() == 80
    for one in databases:
        one.close()


def test_an_error_does_not_carry_what_was_to_be_written(database: Database) -> None:
    def write() -> None:
        with database.write() as session:
            for _ in range(2):
                row = {"tenant_id": "main", "digest": "d", "content": b"a child's name"}
                insert_rows(session, DocumentContent, [row])

    with pytest.raises(IntegrityError) as error:
        write()
    assert "child" not in str(error.value)


def test_a_naive_instant_is_refused(sqlite: Database) -> None:
    naive = datetime(2026, 12, 1)  # noqa: DTZ001 - the mistake itself
    with pytest.raises(StatementError, match="time zone"), sqlite.write() as session:
        append_audit_log(session, "main", at=naive, by="a", action="b", about="c")


def test_a_second_server_on_the_same_file_is_refused(sqlite_url: str) -> None:
    first, second = ServerLock(sqlite_url), ServerLock(sqlite_url)
    first.acquire()
    with pytest.raises(AlreadyServed, match="Stop it first"):
        second.acquire()
    first.release()
    second.acquire()
    second.release()


def test_the_lock_goes_with_the_process(sqlite_url: str) -> None:
    code = (
        "import sys; from engine.database import ServerLock; "
        "ServerLock(sys.argv[1]).acquire(); print('held')"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code, sqlite_url], check=True, cwd=root)
    assert done.returncode == 0
    lock = ServerLock(sqlite_url)
    lock.acquire()
    lock.release()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://x/y"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises((ValueError, ModuleNotFoundError)):
        connect(url)
