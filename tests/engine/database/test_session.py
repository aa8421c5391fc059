"""One row by its key: read once in a session, anew when that is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.exc import NoResultFound

from engine.database import Database
from engine.history import append_audit_log
from engine.tables import AuditLog

NOW = datetime(2026, 9, 1, tzinfo=UTC)
KEY = ("main", 1)


@pytest.fixture
def noted(database: Database) -> Database:
    with database.write() as session:
        append_audit_log(session, "main", at=NOW, by="ann", action="deploy", about="a bundle")
    return database


def test_a_row_that_the_session_holds_is_not_read_again(
    noted: Database, count_statements: Callable[[Database], list[str]]
) -> None:
    with noted.read() as session:
        first = session.get(AuditLog, KEY)
        sent = count_statements(noted)
        assert session.get(AuditLog, KEY) is first is session.get_one(AuditLog, KEY)
    assert first is not None
    assert first.by == "ann"
    assert sent == []


def test_a_row_is_read_anew_when_that_is_asked(noted: Database) -> None:
    with noted.write() as session:
        row = session.get_one(AuditLog, KEY)
        change = update(AuditLog.__table__).values(by="ben")  # type: ignore[arg-type]
        session.execute(change)
        assert session.get_one(AuditLog, KEY).by == "ann"
        assert session.get(AuditLog, KEY, populate_existing=True) is row
        assert row.by == "ben"


def test_what_is_not_there_is_none_or_refused(noted: Database) -> None:
    with noted.read() as session:
        assert session.get(AuditLog, ("main", 2)) is None
        assert session.get(AuditLog, ("other", 1)) is None
        with pytest.raises(NoResultFound):
            session.get_one(AuditLog, ("main", 2))
