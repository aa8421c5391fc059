"""Plays a story about an audit on the real engine, handlers and database; only time is set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.bundle import Bundle
from engine.clock import SetClock
from engine.database import Database
from engine.facade import Engine
from handlers import Settings, registry
from handlers.cover.reading import covering_of
from handlers.directory.reading import groups_of
from handlers.scenarios.audits.beginning import begin
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.happening import Happening
from handlers.scenarios.audits.issuing import issue
from handlers.scenarios.audits.reported import report_on

LONDON = ZoneInfo("Europe/London")


class Player(Happening):
    """One audit, told step by step. `letters` holds those not yet expected: "letter to person"."""

    def __init__(
        self, database: Database, bundle: Bundle, given: Mapping[str, Any], prints: bool = True
    ) -> None:
        self.database = database
        self.told_of_recording = bool(given.get("recording"))
        self.clock = SetClock(self._instant(given.get("at", "2026-11-24 08:00")))
        self.engine = Engine(
            database,
            registry(Settings(demo=True, prints=prints)),
            clock=self.clock,
            groups_of=groups_of(database, TENANT),
            covering_of=covering_of(database, TENANT, self.clock),
            send_mail=lambda mail: "kept",
        )
        self.engine.deploy(bundle, by="owner")
        with database.write() as session:
            self.audit_id = begin(session, given)
        self.seen = set()
        report_on(self.engine, given.get("reported", []))
        if given.get("issued", "programme" not in given):
            issue(self.engine, self.audit_id, "owner")
        self.work()

    @staticmethod
    def _instant(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=LONDON)

    def play(self, step: Mapping[str, Any]) -> None:
        """One step: what somebody does, or what happens; then everything that is due."""
        if "submit" in step:
            self.submit(step["submit"], str(step.get("by", "")), step.get("answers", {}))
        elif "offer" in step:
            self.take(step["offer"], step["by"], step.get("answers", {}))
        elif "request" in step:
            self.request(step["request"], step["by"], step.get("answers", {}))
        elif "travel" in step:
            self.travel(self._instant(step["travel"]))
        elif "appoint" in step or "leave" in step:
            self.post(step)
        elif "issue" in step:
            issue(self.engine, self.audit_id, step["issue"])
        elif "directory" in step:
            self.directory(step["directory"])
        else:
            self.happen(step)
        self.work()

    def happen(self, step: Mapping[str, Any]) -> None:
        """A process begins, or a report, a signal or a message comes."""
        payload = step.get("payload", {})
        if "record" in step:
            self.record_all()
        elif "decide" in step:
            self.decide(step["decide"], step["of"])
        elif "report" in step:
            self.report(step["report"], payload, step.get("answers", {}))
        elif "begin" in step:
            self.engine.start(step["begin"], variables=step.get("variables", {}), by="system")
        elif "signal" in step:
            self.engine.signal(step["signal"], payload, by="system")
        else:
            key = step.get("key", str(self.audit_id))
            self._send(step["message"], key, payload)

    def travel(self, to: datetime) -> None:
        """Live through the days until then: each job is done when it is due."""
        while (due := self._next()) is not None and due <= to:
            self.clock.move_to(max(due, self.clock.now()))
            self.work()
        self.clock.move_to(to)

    def _next(self) -> datetime | None:
        found = [self.engine.next_due(queue) for queue in ("engine", "slow", "mail")]
        return min((due for due in found if due is not None), default=None)
