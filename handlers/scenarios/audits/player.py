"""Plays a story about an audit on the real engine, handlers and database; only time is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select

from engine import queries, tables
from engine.bundle import Bundle
from engine.clock import SetClock
from engine.database import Database
from engine.facade import Engine
from engine.worker import run_due
from handlers import Settings, registry
from handlers.directory.reading import groups_of
from handlers.records.audits import Audit
from handlers.scenarios.audits.beginning import begin
from handlers.scenarios.audits.council import TENANT, appoint, leave
from handlers.scenarios.audits.issuing import issue
from handlers.scenarios.audits.programme import bring
from handlers.scenarios.audits.reported import report_on
from handlers.scenarios.audits.told import Told
from handlers.scenarios.filling import filled
from handlers.scenarios.model import ScenarioBroken
from handlers.subject_access.deciding import Choice, decide
from handlers.subject_access.tables import SubjectItem

PARTICIPANTS = ("reference", "auditor", "reviewer", "social_worker", "service_manager")
LONDON = ZoneInfo("Europe/London")
RECORDED = {"create_case_note", "use_in_supervision", "offer_supervision_copy", "check_recording"}
FOLLOWED_UP = {"confirm_action"}
BESIDE = RECORDED | FOLLOWED_UP


class Player(Told):
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
            send_mail=lambda mail: "kept",
        )
        self.engine.deploy(bundle, by="owner")
        with database.write() as session:
            self.audit_id: UUID = begin(session, given)
        self.seen: set[UUID] = set()
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

    def decide(self, choice: Choice, numbers: Sequence[int]) -> None:
        """Information Governance decides records that were found for a request."""
        with self.database.write() as session:
            query = select(SubjectItem).where(SubjectItem.number.in_(numbers))
            for item in session.scalars(query):
                decide(item, choice, "About others.", "", by="governance", now=self.clock.now())

    def directory(self, told: Mapping[str, Any]) -> None:
        """What an extract brings: somebody who is gone, a manager, or nothing but its day."""
        with self.database.write() as session:
            bring(session, told, self.clock.now())

    def post(self, step: Mapping[str, Any]) -> None:
        """Somebody takes up a post, or leaves it."""
        change = appoint if "appoint" in step else leave
        with self.database.write() as session:
            change(session, step.get("appoint") or step["leave"])

    def submit(self, element: str, by: str, told: Mapping[str, Any]) -> None:
        """Complete the user task at this element with every question answered."""
        found = [
            task
            for task in self.open()
            if task.element_id == element and by in ("", task.assignee or by)
        ]
        if len({task.candidate_group for task in found}) != 1:
            raise ScenarioBroken(self._not_one(element, by, len(found)))
        self._submit(found[0], by, told)

    def _not_one(self, element: str, by: str, found: int) -> str:
        whose = f" for {by}" if by else ""
        there = ", ".join(self.ahead()) or "nothing"
        if found:
            return f'"{element}" is open for several groups. Say by whom it is submitted.'
        return f'"{element}" is not open{whose}. Open now: {there}.'

    def _submit(self, row: tables.UserTask, by: str, told: Mapping[str, Any]) -> None:
        deployed = self.engine.deployed(row.deployment_id)
        details = row.details
        with self.database.read() as session:
            earlier = details.get("reviews")
            reviewed = earlier and queries.submission(session, TENANT, earlier).answers
        form = deployed.forms[row.form or ""]
        meant = self.meant(told)
        answers = filled(form, details.get("sections"), details["context"], reviewed, meant)
        person = by or row.assignee or ""
        if row.assignee is None:
            self.engine.claim(row.id, by=person)
            row = next(task for task in self.open() if task.id == row.id)
        done = self.engine.complete(row.id, answers, by=person, seen=row.version)
        if done.incident:
            raise ScenarioBroken("; ".join(self.incidents()))

    def meant(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """Answers with the id of the audit in lists where the story says "the audit"."""
        said = {"the audit": str(self.audit_id)}
        return {
            name: [said.get(str(one), one) for one in value] if isinstance(value, list) else value
            for name, value in told.items()
        }

    def take(self, element: str, by: str, told: Mapping[str, Any]) -> None:
        """Send the message offered at this element, with its form filled in."""
        row = self._offer(element)
        form = self.engine.deployed(row.deployment_id).forms.get(row.form or "")
        answers = filled(form, None, {}, None, told) if form else {}
        done = self.engine.answer_offer(row.id, answers, by=by, seen=row.taken)
        if done.incident:
            raise ScenarioBroken("; ".join(self.incidents()))

    def _offer(self, element: str) -> tables.Offer:
        found = [one for one in self.offered() if one.element_id == element]
        if len(found) != 1:
            raise ScenarioBroken(f'"{element}" is offered {len(found)} times, not once.')
        return found[0]

    def request(self, process: str, by: str, told: Mapping[str, Any]) -> UUID:
        """Start a process that people may start, with its form filled in; the instance's id."""
        with self.database.read() as session:
            row = queries.offered_start(session, TENANT, process)
        form = self.engine.deployed(row.deployment_id).forms.get(row.form or "")
        answers = filled(form, None, {}, None, told) if form else {}
        same = {"deployment_id": row.deployment_id, "submission": uuid4()}
        return self.engine.answer_start(process, answers, by=by, **same)

    def report(self, message: str, payload: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
        """Send a message about the audit, with who takes part in it, as the audit itself would."""
        audit, now = self.audit(), self.clock.now()
        facts = {name: getattr(audit, name) for name in PARTICIPANTS}
        said = {
            "audit": str(audit.id),
            "raised_at": now,
            "submission": self._sent(answers),
            **facts,
        }
        self._send(message, audit.reference, {**said, **payload})

    def _send(self, message: str, key: str, payload: Mapping[str, Any]) -> None:
        if not self.engine.correlate(message, key, payload, by="miu"):
            raise ScenarioBroken(f'Nobody took the message "{message}".')

    def _sent(self, answers: Mapping[str, Any]) -> str:
        """The id of answers that were given with a message."""
        with self.database.write() as session:
            deployed = session.scalars(select(tables.Deployment.id)).first()
            row = tables.Submission(
                tenant_id=TENANT, id=uuid4(), user_task_id=None, instance_id=uuid4(),
                deployment_id=deployed, element_id="any", form="any", answers=dict(answers),
                by="any", at=self.clock.now(), digest="0" * 64,
            )  # fmt: skip
            session.add(row)
            return str(row.id)

    def record_all(self) -> None:
        """Everything that is to be recorded on the child's file is recorded."""
        while beside := [task for task in self.open() if task.element_id in BESIDE]:
            asked = beside[0].element_id == "offer_supervision_copy"
            self._submit(beside[0], "", {"wanted": "no"} if asked else {})
            self.work()

    def ahead(self) -> list[str]:
        """The elements of the open user tasks, sorted, without what is recorded beside the audit.

        A story about the recording says `recording = true` where it begins, and sees that. What
        is followed up for months is seen with `expect.waiting`.
        """
        beside = FOLLOWED_UP if self.told_of_recording else BESIDE
        return sorted(t.element_id for t in self.open() if t.element_id not in beside)

    def offered(self) -> list[tables.Offer]:
        """The messages that people may send now."""
        with self.database.read() as session:
            return list(session.scalars(select(tables.Offer).filter_by(state="open")))

    def travel(self, to: datetime) -> None:
        """Live through the days until then: each job is done when it is due."""
        while (due := self._next()) is not None and due <= to:
            self.clock.move_to(max(due, self.clock.now()))
            self.work()
        self.clock.move_to(to)

    def _next(self) -> datetime | None:
        found = [self.engine.next_due(queue) for queue in ("engine", "slow", "mail")]
        return min((due for due in found if due is not None), default=None)

    def work(self) -> None:
        """Do what is due; nothing may go wrong on the way."""
        run_due(self.engine)
        if found := self.incidents():
            raise ScenarioBroken("; ".join(found))

    def incidents(self) -> list[str]:
        with self.database.read() as session:
            found = session.scalars(select(tables.Incident))
            return [f"{one.element_id}: {one.sentence}" for one in found]

    def open(self) -> list[tables.UserTask]:
        with self.database.read() as session:
            return list(session.scalars(select(tables.UserTask).filter_by(state="open")))

    def audit(self) -> Audit:
        with self.database.read() as session:
            gone = Audit(state="disposed of")
            return session.get(Audit, (TENANT, self.audit_id)) or gone
