"""An audit as it may come: legal answers, days that pass, drafts and intruders, all by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

import pytest

import forms
from engine import queries, tables
from engine.errors import NotAllowed
from handlers.directory.tables import PersonRole
from handlers.scenarios.audits.council import ROLES
from handlers.scenarios.filling import WORDS
from tests.policy.one_audit import ADDRESS, TENANT, OneAudit

PLANTED = "Quillfeather"
GRADES = ["outstanding", "good", "requires_improvement", "inadequate", "inadequate_critical"]
RARE = {"auditor_discounted": 2, "cancellation_received": 1, "concern_seen": 2}
CASES: Sequence[Mapping[str, Any]] = (
    {"category": "CIN"},
    {"category": "CIN", "vacant": True, "opened_on": "2026-10-15"},
    {"category": "CP", "left": ["cp_chairs_manager"]},
    {"category": "CP", "in_care": True, "opened_on": "2026-09-01"},
    {"category": "CIC_CL", "in_care": True, "left": ["iro_team_manager"]},
    {"category": "CIC_CL", "legal_status": "care_leaver"},
)


class Walk:
    """Goes through one audit step by step. `kept` is each submission as it was first read back."""

    def __init__(self, audit: OneAudit, chance: Random) -> None:
        self.audit, self.chance = audit, chance
        self.kept: dict[Any, tuple[str, Any]] = {}

    def run(self, steps: int) -> None:
        """Walk until the audit is over, or that many steps; then people do what is left to do."""
        for _ in range(steps):
            if self.audit.status() != "active":
                return
            self.check_page_by_page()
            self._any_step()()
        while self.audit.status() == "active":
            self._submit()

    def check_page_by_page(self) -> None:
        """At every moment: work waits for somebody, and the reviewer holds no early link."""
        assert self.audit.own(), "the audit waits for nobody"
        if not self.audit.rows(tables.Submission, element_id="audit_case"):
            assert "review_case" not in self.audit.waiting()
            for letter in self.audit.mail(recipient="reviewer"):
                assert ADDRESS not in letter.subject + letter.body

    def _any_step(self) -> Callable[[], None]:
        steps = [self._submit, self._live, self._draft, self._intrude, self._offer]
        return self.chance.choices(steps, weights=[6, 3, 2, 2, 1])[0]

    def _submit(self) -> None:
        row = self._claimed(self.chance.choice(self.audit.own()))
        answers = self._answers(row)
        done = self.audit.engine.complete(row.id, answers, by=row.assignee, seen=row.version)
        assert not done.incident, self.audit.incidents()
        self.audit.work()
        sent = self.audit.submission(done.submission_id)
        self._read_back(sent.answers, answers)
        self.kept[sent.id] = sent.digest, sent.answers

    def _read_back(self, kept: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
        for name, value in kept.items():
            if isinstance(value, Mapping):
                self._read_back(value, sent[name])
            elif name in sent:
                assert value == sent[name], name
            else:
                assert value in ([], False), f"{name} was not sent"

    def _live(self) -> None:
        later = timedelta(days=self.chance.randrange(12), minutes=self.chance.randrange(1440))
        self.audit.travel(self.audit.clock.now() + later)

    def _draft(self) -> None:
        row = self._claimed(self.chance.choice(self.audit.own()))
        words = {"half": f"written {PLANTED} {self.chance.random()}", "none": None, "rows": [1, {}]}
        self.audit.engine.save_draft(row.id, words, {"page": "one"}, by=row.assignee)
        with self.audit.database.read() as session:
            draft = queries.draft(session, TENANT, row.id, row.assignee)
        assert draft is not None
        assert draft.answers == words

    def _intrude(self) -> None:
        row = self.chance.choice(self.audit.own())
        concerned = {row.assignee, row.candidate_group}
        others = [p for p, (role, _) in ROLES.items() if not {p, role} & concerned]
        person, engine = self.chance.choice(others), self.audit.engine
        with pytest.raises(NotAllowed):
            engine.complete(row.id, {}, by=person, seen=row.version)
        with pytest.raises(NotAllowed):
            engine.save_draft(row.id, {}, {}, by=person)

    def _offer(self) -> None:
        # The small council has one reviewer: asking for another would go round for ever.
        offers = [one for one in self.audit.offered() if one.element_id != "reviewer_away"]
        if not offers:
            return
        chosen = self.chance.choices(offers, [RARE.get(o.element_id, 6) for o in offers])[0]
        person = self.chance.choice(list(chosen.people) or [str(chosen.candidate_group)])
        self._intrude_on(chosen)
        self.audit.take(chosen.element_id, person, {})
        self.audit.work()

    def _intrude_on(self, offer: tables.Offer) -> None:
        others = sorted(set(ROLES) - set(offer.people) - {str(offer.candidate_group)})
        with pytest.raises(NotAllowed):
            self.audit.engine.answer_offer(
                offer.id, {}, by=self.chance.choice(others), seen=offer.taken
            )

    def _claimed(self, row: tables.UserTask) -> Any:
        if row.assignee is None:
            assert row.candidate_group in ("sm_sqa", "miu", "head_of_qa")
            self.audit.engine.claim(row.id, by=row.candidate_group)
        return next(one for one in self.audit.own() if one.id == row.id)

    def _answers(self, row: tables.UserTask) -> dict[str, Any]:
        if row.form == "name_people":
            self._put_directory_right()
        told = self._said(row) if row.form != "case_details" else self._details()
        answers: dict[str, Any] = _planted(self.audit.answers_for(row, told))
        return answers

    def _said(self, row: tables.UserTask) -> dict[str, Any]:
        form = self.audit.form(row)
        told: dict[str, Any] = {}
        for section in form.presented(row.details["sections"]):
            for component in section.walk():
                often = 0.6 if component.key.endswith("grade") else 0.2
                if self._mine(component, row) and self.chance.random() < often:
                    told[f"{section.key}.{component.key}"] = self._option(component)
        plain = {path.split(".")[1]: value for path, value in told.items()}
        extra = {"officer": "officer", "due": "2027-12-08"} if row.form == "appoint_officer" else {}
        return {**plain, **extra} if form.single else told

    def _mine(self, component: forms.Component, row: tables.UserTask) -> bool:
        role = row.details["context"].get("role", "")
        return bool(
            component.options and component.type == "radio" and component.role in ("", role)
        )

    def _option(self, component: forms.Component) -> str:
        return str(self.chance.choice(component.options).value)

    def _details(self) -> dict[str, Any]:
        details = self.audit.details()
        if self.chance.random() < 0.3:
            other = self.chance.choice(["CIN", "CP", "CIC_CL"])
            details |= {"category": other, "correction_reason": WORDS}
        return details

    def _put_directory_right(self) -> None:
        gone = self.audit.given.get("left", [])
        with self.audit.database.write() as session:
            for person in gone:
                session.merge(
                    PersonRole(tenant_id=TENANT, person_id=person, role=ROLES[person][0], scope="")
                )


def _planted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _planted(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_planted(one) for one in value]
    return f"{value} {PLANTED}" if isinstance(value, str) and WORDS in value else value
