"""One audit of a small council, told in short sentences and read back from the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

import forms
from engine import queries, tables
from engine.errors import AnswersRefused
from handlers import Settings
from handlers.records.tables import DistributionRecord, StageRecord
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.player import LONDON, Player
from handlers.scenarios.filling import filled

ADDRESS = Settings().address
Told = Mapping[str, Any]


def grades(overall: str | None = None, supervision: str | None = None, **sections: str) -> Told:
    """Grades as answers of the audit form; everything not named is "good"."""
    told = {f"{section}.grade": grade for section, grade in sections.items()}
    told |= {"overview.overall_grade": overall} if overall else {}
    return told | ({"s9.grade": supervision} if supervision else {})


class OneAudit(Player):
    """An audit issued on Tuesday 24 November 2026 for December. `given` as the council's draw has
    it, and legal_status for the case details."""

    def __init__(self, database: Any, bundle: Any, given: Told) -> None:
        self.given = given
        super().__init__(database, bundle, given)

    def do(self, element: str, by: str = "", **told: Any) -> None:
        """Complete a single-page user task, with some of its answers given."""
        self.play({"submit": element, "by": by, "answers": told})

    def begin(self) -> None:
        """The social worker reflects and the auditor gives the case details."""
        self.do("reflect")
        self.do("give_case_details", **self.details())

    def details(self) -> dict[str, Any]:
        """The case details as the extract has them."""
        category, in_care = self.given.get("category", "CIN"), bool(self.given.get("in_care"))
        return {
            "category": category,
            "dual_status": category == "CP" and in_care,
            "open_date": self.given.get("opened_on", "2026-02-10"),
            "legal_status": self.given.get("legal_status", "none"),
        }

    def stage_1(self, overall: str | None = None, **sections: str) -> None:
        """Everything up to the auditor's submission."""
        self.begin()
        self.play({"submit": "audit_case", "answers": grades(overall, None, **sections)})

    def stage_2(
        self, overall: str | None = None, supervision: str | None = None, **sections: str
    ) -> None:
        """The reviewer's submission; the same answers as the auditor but for these grades."""
        told = grades(overall, supervision, **sections)
        self.play({"submit": "review_case", "answers": told})

    def to_discussion(self) -> None:
        """Both stages, with different overall grades: it is to be moderated."""
        self.stage_1("good")
        self.stage_2("requires_improvement")

    def to_officer(self) -> None:
        """No agreement: an officer is appointed."""
        self.to_discussion()
        self.do("record_discussion", agreed="no")
        self.do("request_officer")
        self.do("appoint_officer", by="sm_sqa", officer="officer", due="2026-12-08")

    def go(self, to: str) -> None:
        """Live through the days until then, with the server on."""
        self.travel(self._instant(to))

    def outage(self, until: str) -> None:
        """The server is off until then, and comes back."""
        self.clock.move_to(self._instant(until))
        self.work()

    def task(self, element: str) -> tables.UserTask:
        """The one open user task at this element."""
        [row] = [row for row in self.open() if row.element_id == element]
        return row

    def own(self) -> list[tables.UserTask]:
        """The audit's own user tasks; what it set off has processes and tests of its own."""
        return [row for row in self.open() if row.process_key == "case_audit"]

    def waits_itself(self) -> list[str]:
        """Like `waiting`, but only what the audit itself waits for."""
        mine = {row.element_id for row in self.own()}
        return [element for element in self.waiting() if element in mine]

    def waiting(self) -> list[str]:
        """The elements of the open user tasks, sorted, without what is recorded beside."""
        return self.ahead()

    def answers(self, element: str, told: Told | None = None) -> dict[str, Any]:
        """What a careful person would send for this user task."""
        return self.answers_for(self.task(element), told or {})

    def answers_for(self, row: tables.UserTask, told: Told) -> dict[str, Any]:
        """The same for a user task at hand."""
        earlier = row.details["reviews"]
        reviewed = self.submission(earlier).answers if earlier else None
        context = row.details["context"]
        return filled(self.form(row), row.details["sections"], context, reviewed, told)

    def form(self, row: tables.UserTask) -> forms.Form:
        """The deployed form of a user task."""
        return self.engine.deployed(row.deployment_id).forms[str(row.form)]

    def send(self, element: str, answers: Told) -> UUID:
        """Submit exactly these answers; the id of the submission."""
        row = self.task(element)
        done = self.engine.complete(row.id, answers, by=str(row.assignee), seen=row.version)
        self.work()
        return done.submission_id

    def refused(self, element: str, answers: Told) -> set[str]:
        """Submit answers that must be refused; what was wrong, as "section.field"."""
        row = self.task(element)
        try:
            self.engine.complete(row.id, answers, by=str(row.assignee), seen=row.version)
        except AnswersRefused as refusal:
            return {f"{p.section}.{p.field}" for p in refusal.problems}  # type: ignore[attr-defined]
        raise AssertionError("the answers were accepted")

    def submission(self, id: str | UUID) -> tables.Submission:
        """A submission."""
        with self.database.read() as session:
            return queries.submission(session, TENANT, id)

    def record(self, stage: int) -> StageRecord:
        """The record of a stage."""
        [row] = self.rows(StageRecord, stage=stage)
        return row

    def printed(self, stage: int, variant: str = "full") -> tuple[str, str]:
        """The form of a stage as it was sent: the document's id and its page."""
        [id] = {r.document_id for r in self.rows(DistributionRecord, stage=stage, variant=variant)}
        with self.database.read() as session:
            return str(id), queries.document_bytes(session, TENANT, id).decode()

    def rows(self, table: Any, **values: Any) -> list[Any]:
        """Rows with these values."""
        with self.database.read() as session:
            return list(session.scalars(select(table).filter_by(**values)))

    def mail(self, letter: str = "", **values: Any) -> list[tables.Mail]:
        """Letters, oldest first."""
        given = {"letter": letter, **values} if letter else values
        return sorted(self.rows(tables.Mail, **given), key=lambda one: one.created_at)

    def sent_at(self, letter: str) -> list[str]:
        """When letters of a kind left, on the clock in London."""
        return [f"{m.created_at.astimezone(LONDON):%Y-%m-%d %H:%M}" for m in self.mail(letter)]
