"""What people do in a story: every question that is asked gets an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from engine import queries, tables
from engine.facade import Engine
from engine.worker import run_due
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.told import Told
from handlers.scenarios.audits.waiting import BESIDE
from handlers.scenarios.filling import filled
from handlers.scenarios.model import ScenarioBroken


class Acting(Told):
    """Acts through the engine. `told` gives some answers: "section.field" or "field"."""

    engine: Engine

    def work(self) -> None:
        """Do what is due; nothing may go wrong on the way."""
        run_due(self.engine)
        if found := self.incidents():
            raise ScenarioBroken("; ".join(found))

    def submit(self, element: str, by: str, told: Mapping[str, Any]) -> None:
        """Complete the user task at this element with every question answered."""
        found = [
            task for task in self.open() if task.element_id == element and self._theirs(task, by)
        ]
        if len({task.candidate_group for task in found}) != 1:
            raise ScenarioBroken(self._not_one(element, by, len(found)))
        self._submit(found[0], by, told)

    def _theirs(self, task: tables.UserTask, by: str) -> bool:
        """Whether it is theirs to do, or that of somebody for whom they carry on."""
        if by in ("", task.assignee or by):
            return True
        return self.engine.context.covering_of(by).reaches(task.assignee, task.instance_id)

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

    def record_all(self) -> None:
        """Everything that is to be recorded on the child's file is recorded."""
        while beside := [task for task in self.open() if task.element_id in BESIDE]:
            asked = beside[0].element_id == "offer_supervision_copy"
            self._submit(beside[0], "", {"wanted": "no"} if asked else {})
            self.work()
