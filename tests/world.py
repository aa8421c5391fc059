"""An engine with people, a clock in hand and a post box: what tests of commands need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries, tables
from engine.bundle import Bundle
from engine.clock import SetClock
from engine.covering import NOBODY, Covering
from engine.database import Database
from engine.errors import InstanceUnreadable
from engine.facade import Engine
from engine.model import Completed, MailToSend
from engine.registry import Registry
from engine.transition import restored
from engine.worker import run_due

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
GROUPS = {"maya": {"managers"}, "noor": {"managers"}, "omar": {"staff"}}


class PostBox:
    """Takes letters like a mail server, and says what it was told to say."""

    def __init__(self) -> None:
        self.letters: list[MailToSend] = []
        self.says: Callable[[MailToSend], str] = lambda mail: "250 accepted"

    def __call__(self, mail: MailToSend) -> str:
        answer = self.says(mail)
        self.letters.append(mail)
        return answer


class World:
    """Short sentences for stories about the engine."""

    def __init__(self, database: Database, *handlers: Any) -> None:
        self.database = database
        self.clock = SetClock(NOON)
        self.post = PostBox()
        self.covering: dict[str, Covering] = {}
        self.engine = Engine(
            database,
            Registry(handlers),
            clock=self.clock,
            groups_of=lambda person: frozenset(GROUPS.get(person, ())),
            send_mail=self.post,
            covering_of=lambda person: self.covering.get(person, NOBODY),
        )

    def deploy(self, bundle: Bundle) -> None:
        """Deploy as the process owner."""
        self.engine.deploy(bundle, by="owner")

    def start(self, key: str, business_key: str | None = None, **variables: Any) -> UUID:
        """Start an instance."""
        return self.engine.start(key, business_key=business_key, variables=variables, by="owner")

    def open(self) -> list[tables.UserTask]:
        """Every open user task, by element."""
        return self.rows(tables.UserTask, state="open")

    def task(self, element: str) -> tables.UserTask:
        """The one open user task at this element."""
        [row] = [row for row in self.open() if row.element_id == element]
        return row

    def submit(self, element: str, by: str = "maya", **answers: Any) -> Completed:
        """Complete the open user task at this element from an up-to-date page."""
        row = self.task(element)
        return self.engine.complete(row.id, answers, by=by, seen=row.version)

    def later(self, **span: float) -> int:
        """Move the clock on and do what is due then."""
        self.clock.move_to(self.clock.now() + timedelta(**span))
        return self.work()

    def work(self) -> int:
        """Do what is due now."""
        return run_due(self.engine)

    def rows(self, table: Any, **values: Any) -> list[Any]:
        """Rows with these values."""
        with self.database.read() as session:
            query = select(table).filter_by(**values)
            return list(session.scalars(query).all())

    def row(self, table: Any, **values: Any) -> Any:
        """The one row with these values."""
        [row] = self.rows(table, **values)
        return row

    def status(self, instance: UUID) -> str:
        """The status of an instance."""
        return str(self.row(tables.ProcessInstance, id=instance).status)

    def told(self, instance: UUID) -> list[tuple[str, str | None, str]]:
        """The history as (kind, element, by)."""
        with self.database.read() as session:
            lines = queries.history(session, "main", instance)
            return [(line.kind, line.element_id, line.by) for line in lines]

    def sound(self) -> None:
        """Nothing has stalled in silence, and every history fits together."""
        with self.database.read() as session:
            assert list(queries.stalled(session, "main")) == []
            for row in session.scalars(select(tables.ProcessInstance)).all():
                assert queries.verify_history(session, "main", row.id) is None
            assert queries.verify_audit_log(session, "main") is None
            self._passages(session)

    def _passages(self, session: Session) -> None:
        """The passages that are open are those of the places where each instance is."""
        table = tables.ActivityInstance
        for row in session.scalars(select(tables.ProcessInstance)).all():
            query = select(table).filter_by(instance_id=row.id, ended_at=None)
            open_ = {one.id: (one.process_key, one.element_id) for one in session.scalars(query)}
            places = {}
            if row.ended_at is None:
                try:
                    places = restored(self.engine.context, session, row).passages()
                except InstanceUnreadable:
                    continue
                places[row.id] = (row.process_key, row.process_key)
            assert open_ == places, f"{row.process_key}: {open_} are open, it is at {places}"
