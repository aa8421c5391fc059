"""Who sees that a concern was raised, and who sees the audit because of what it set off."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from engine.tables import UserTask
from handlers.follow_ups.tables import FollowUp
from handlers.records.audits import Audit
from tests.diagrams import bundle
from web.access.actor import Actor
from web.access.audits import audit_facts, visible
from web.audits.follow_ups import told_of

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
ASKED = (Path(__file__).parents[2] / "bpmn" / "offering.bpmn").read_text()
MINE = (
    "<extensionElements><spiffworkflow:properties>"
    '<spiffworkflow:property name="assignee" value="boss"/>'
    "</spiffworkflow:properties></extensionElements></userTask>"
)
SAID = "Concern raised 1 December 2026, not responded to yet."


@pytest.fixture
def responding(parts) -> UUID:
    """An instance in which Noah has something to do."""
    parts.engine.deploy(bundle(ASKED.replace('name="Work"/>', f'name="Work">{MINE}')), by="boss")
    known = {"case": "C-1", "boss": "noah"}
    return parts.engine.start("offering", business_key="AUD-1", variables=known, by="boss")


@pytest.fixture
def audit(parts) -> Audit:
    """The reader's, with the checker as reviewer and Maya as the social worker."""
    made = Audit(
        tenant_id="main", id=uuid4(), reference="AUD-1", month="2026-12", case_id="L9-1",
        category="CIN", state="issued", auditor="reader", reviewer="checker", social_worker="maya",
    )  # fmt: skip
    with parts.database.write() as db:
        db.add(made)
    return made


@pytest.fixture(params=[False, True], ids=["about the child", "about the manager"])
def concern(request, parts, audit, responding) -> FollowUp:
    """Raised by the reviewer; somebody has to respond."""
    made = FollowUp(
        tenant_id="main", audit_id=audit.id, instance_id=responding, kind="concern",
        reference="AUD-1", raised_by="checker", owner="noah", withheld=request.param,
        opened_at=NOW, activity_key="a",
    )  # fmt: skip
    with parts.database.write() as db:
        db.add(made)
    return made


def told(parts, audit: Audit, person: str) -> list[str]:
    with parts.database.read() as db:
        facts = audit_facts(db, "main", Actor(person, person, frozenset()), audit.id, ())
        return told_of(db, "main", audit.id, facts, person)


def test_those_who_answer_and_who_raised_it_know_and_the_social_worker_is_told_in_person(
    parts, audit, concern
):
    assert told(parts, audit, "noah") == told(parts, audit, "checker") == [SAID]
    assert told(parts, audit, "maya") == told(parts, audit, "stranger") == []


def test_the_auditor_knows_unless_it_is_about_them(parts, audit, concern):
    assert told(parts, audit, "reader") == ([] if concern.withheld else [SAID])


def test_who_has_to_respond_may_open_the_audits_page_and_reads_no_form(parts, audit, concern):
    with parts.database.read() as db:
        noah = Actor("noah", "Noah", frozenset())
        seen = db.scalars(select(Audit.reference).where(visible(noah, "main", ()))).all()
        facts = audit_facts(db, "main", noah, audit.id, ())
    assert seen == ["AUD-1"]
    assert not facts.may_read("stage1")


def test_an_officer_who_confirms_a_grading_reads_what_was_graded(parts, audit, concern):
    with parts.database.write() as db:
        db.execute(update(UserTask).values(form="confirm_grading"))
    with parts.database.read() as db:
        facts = audit_facts(db, "main", Actor("noah", "Noah", frozenset()), audit.id, ())
    assert facts.may_read("stage1")
