"""An invented council at work on the delivered bundle: real engine, database and letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from engine import tables
from engine.bundle import Bundle
from engine.clock import SetClock
from engine.database import Database
from engine.facade import Engine
from engine.worker import run_due
from handlers import Settings, month, registry, synthetic
from handlers.directory import groups_of
from handlers.intake import import_extract
from handlers.mail.kept import KeptSender
from handlers.month import MonthStarted
from handlers.tables import AuditMonth, PersonRole

TENANT, MONTH = "main", "2026-12"
ISSUE_DAY = datetime(2026, 11, 24, 8, tzinfo=UTC)


class Office:
    """Short sentences for stories about a month."""

    def __init__(
        self,
        database: Database,
        bundle: Bundle,
        folder: Path,
        profile: str,
        seed: int,
        settings: Mapping[str, Any],
    ) -> None:
        self.database = database
        given = {"demo": True, **settings}
        post = given.pop("send_mail", None)
        self.settings = Settings(**given)
        self.engine = Engine(
            database,
            registry(self.settings),
            clock=SetClock(ISSUE_DAY),
            groups_of=groups_of(database, TENANT),
            send_mail=post or KeptSender(self.settings),
        )
        self.engine.deploy(bundle, by="owner")
        synthetic.write(folder, profile, seed)
        import_extract(database, TENANT, folder, demo=True, at=ISSUE_DAY)

    def begin(self, seed: int | None = 7) -> MonthStarted:
        """Start December and do what is due: the list waits to be checked."""
        started = month.start(self.engine, MONTH, by="miu", seed=seed)
        run_due(self.engine)
        return started

    def start(self, seed: int | None = 7) -> MonthStarted:
        """Start December; Management Information releases the list, and the audits are issued."""
        self.begin(seed)
        if any(task.element_id == "check_list" for task in self.tasks()):
            self.answer("check_list", "miu", decision="release", issue="now", changes=[])
        with self.database.read() as session:
            return month.report(session, TENANT, MONTH)

    def tasks(self) -> list[tables.UserTask]:
        """The open user tasks of the month."""
        [row] = self.rows(AuditMonth, month=MONTH)
        return self.rows(tables.UserTask, instance_id=row.instance_id, state="open")

    def answer(self, element: str, role: str, **answers: Any) -> None:
        """Somebody of a role completes a user task of the month."""
        person = min(row.person_id for row in self.rows(PersonRole, role=role))
        [task] = [task for task in self.tasks() if task.element_id == element]
        self.engine.claim(task.id, by=person)
        [task] = [one for one in self.tasks() if one.id == task.id]
        done = self.engine.complete(task.id, answers, by=person, seen=task.version)
        assert not done.incident, self.rows(tables.Incident)
        run_due(self.engine)

    def rows(self, table: Any, **values: Any) -> list[Any]:
        """Rows with these values."""
        with self.database.read() as session:
            return list(session.scalars(select(table).filter_by(**values)))

    def row(self, table: Any, **values: Any) -> Any:
        """The one row with these values."""
        [row] = self.rows(table, **values)
        return row

    def change(self, table: Any, key: str, **values: Any) -> None:
        """Change a row of the directory or the caseload."""
        with self.database.write() as session:
            row = session.get_one(table, (TENANT, key))
            for name, value in values.items():
                setattr(row, name, value)

    def letters(self, letter: str) -> list[tables.Mail]:
        """The letters of one kind."""
        return self.rows(tables.Mail, letter=letter)
