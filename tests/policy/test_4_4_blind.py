"""The reading of section 4.4 in which the reviewer answers first on their own (A28)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.bundle import Bundle
from engine.drafting import begun
from handlers.month.lots import lot_of
from handlers.records.audits import Audit
from handlers.scenarios.audits.council import TENANT
from tests.policy.one_audit import OneAudit, grades
from tests.policy.owner import switched_on, with_cell
from web.access.actor import Actor
from web.access.audits import audit_facts

Issue = Callable[..., OneAudit]
EVERY_MONTH = ("blind_first", "blind_first_rule_1_input_2", "-")


@pytest.fixture
def blind(one_audit: Issue, bundle: Bundle) -> OneAudit:
    """Every audit is in the sample; the auditor has submitted."""
    using = with_cell(switched_on(bundle, "blind_first", "a month"), *EVERY_MONTH)
    audit = one_audit(using=using)
    audit.stage_1("good", s3="inadequate")
    return audit


def may_read(audit: OneAudit, person: str) -> bool:
    actor = Actor(person, person, frozenset({"peer_reviewer"}))
    with audit.database.read() as session:
        return audit_facts(session, TENANT, actor, audit.audit_id, ()).may_read("stage1")


def test_a28_as_delivered_the_auditors_answers_are_shown_at_once(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1("good")
    assert audit.waiting() == ["review_case"]
    assert may_read(audit, "reviewer")


def test_a28_the_first_form_shows_nothing_of_the_auditors(blind: OneAudit) -> None:
    task = blind.task("answer_first")
    assert task.details["reviews"] is None
    assert not may_read(blind, "reviewer")
    assert may_read(blind, "auditor")
    blind.do("answer_first", **grades("requires_improvement"))
    assert may_read(blind, "reviewer")


def test_a28_the_review_begins_with_the_first_answers_and_explains_what_stays_different(
    blind: OneAudit,
) -> None:
    blind.do("answer_first", **grades("requires_improvement", s3="good"))
    task = blind.task("review_case")
    with blind.database.read() as session:
        draft = begun(session, task, "reviewer", None)
    assert draft is not None
    assert draft.answers["overview"]["overall_grade"] == "requires_improvement"
    told = {**blind.answers("review_case"), **draft.answers}
    told["overview"]["view_of_analysis"] = "The record bears it out."
    assert "s3.grade_why" in blind.refused("review_case", told)


def test_a28_what_was_answered_first_is_kept_and_is_no_stage(blind: OneAudit) -> None:
    blind.do("answer_first", **grades("inadequate"))
    blind.stage_2("good")
    assert blind.record(2).overall == "good"
    assert blind.audit().final_overall == "good"


def test_a28_the_lot_of_an_audit_is_repeatable_and_differs_between_audits(
    one_audit: Issue,
) -> None:
    audit = one_audit()
    with audit.database.read() as session:
        row = session.get_one(Audit, (TENANT, audit.audit_id))
        first, again = lot_of(session, row), lot_of(session, row)
        row.reference = "AUD-2026-12-002"
        with session.no_autoflush:
            other = lot_of(session, row)
    assert first == again != other
    assert 0 <= first < 1
