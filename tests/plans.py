"""How the database would carry out what was really sent to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from engine.database import Database


@contextmanager
def plans(database: Database) -> Iterator[Callable[[], str]]:
    """SELECTs and UPDATEs in the block are noted; the function given explains them, as one text."""
    sent: list[tuple[str, Any]] = []

    def note(_c: object, _u: object, statement: str, values: Any, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH", "UPDATE")):
            sent.append((statement, values))

    def explained() -> str:
        event.remove(database.engine, "before_cursor_execute", note)
        word = "EXPLAIN QUERY PLAN " if database.kind == "sqlite" else "EXPLAIN "
        with database.engine.connect() as connection:
            found = [connection.exec_driver_sql(word + one, values).all() for one, values in sent]
        return "\n".join(str(row[-1]) for rows in found for row in rows)

    event.listen(database.engine, "before_cursor_execute", note)
    yield explained
