"""Section 4.7: a safeguarding concern is answered, whatever else goes on (R110 to R114, A35)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest

from engine import queries, tables
from engine.bundle import Bundle
from handlers.directory.tables import Absence
from handlers.documents.gather import form_view
from handlers.documents.source import source_of
from handlers.follow_ups.tables import FollowUp
from handlers.follow_ups.telling import may_be_told, sentence
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.player import LONDON
from tests.policy.concerning import WORDS, answer, concern
from tests.policy.one_audit import OneAudit, grades
from tests.policy.owner import switched_on

Issue = Callable[..., OneAudit]


@pytest.mark.parametrize(
    ("raised", "manager", "director"),
    [
        pytest.param("2026-12-01 09:30", "12-01 13:30", "12-01 17:00", id="in the morning"),
        pytest.param("2026-12-01 15:00", "12-02 11:00", "12-02 17:00", id="in the afternoon"),
        pytest.param("2026-12-01 22:00", "12-02 13:00", "12-02 17:00", id="in the evening"),
        pytest.param("2026-12-04 16:00", "12-07 12:00", "12-07 17:00", id="before a weekend"),
        pytest.param("2026-12-06 12:00", "12-07 13:00", "12-07 17:00", id="on a Sunday"),
        pytest.param("2026-12-24 15:30", "12-29 11:30", "12-29 17:00", id="before Christmas"),
        pytest.param("2026-12-01 13:00", "12-01 17:00", "12-01 17:00", id="four hours to the end"),
        pytest.param("2026-10-23 16:30", "10-26 12:30", "10-26 17:00", id="the clocks go back"),
        pytest.param("2026-03-27 16:00", "03-30 12:00", "03-30 17:00", id="the clocks go forward"),
    ],
)
def test_a35_four_working_hours_and_the_end_of_that_day(
    one_audit: Issue, raised: str, manager: str, director: str
) -> None:
    audit = one_audit(issued=False, at=raised)
    concern(audit)
    audit.go(f"{raised[:4]}-12-31 12:00" if raised[5:7] == "12" else f"{raised[:7]}-31 12:00")
    told = {one.recipient: one.created_at for one in audit.mail("concern_unanswered")}
    said = {who: f"{at.astimezone(LONDON):%m-%d %H:%M}" for who, at in told.items()}
    assert said == {"service_manager": manager, "assistant_director": director}
    assert [one.recipient for one in audit.mail("concern_raised")] == ["auditor"]


def test_r114_who_answers_in_time_troubles_nobody_above(one_audit: Issue) -> None:
    audit = one_audit(issued=False, at="2026-12-01 09:30")
    concern(audit)
    audit.go("2026-12-01 13:29")
    audit.do("respond")
    audit.go("2026-12-01 18:00")
    assert audit.mail("concern_unanswered") == []
    [row] = audit.rows(FollowUp)
    assert (row.escalated_at, row.acknowledged_at.hour) == (None, 13)


def test_r111_being_told_and_acting_are_two_confirmations(one_audit: Issue) -> None:
    audit = one_audit(issued=False)
    concern(audit)
    audit.do("respond")
    [row] = audit.rows(FollowUp)
    assert (row.told_at, row.acted_at) == (None, None)
    audit.do("tell_social_worker", told_time="10:00")
    [row] = audit.rows(FollowUp)
    assert row.told_at is not None
    assert row.acted_at is None
    audit.do("confirm_action")
    [row] = audit.rows(FollowUp)
    assert row.acted_at is not None


def test_r112_invariant_10_the_audit_goes_on_and_keeps_its_draft(one_audit: Issue) -> None:
    audit = one_audit()
    before = audit.waiting()
    row = audit.task("give_case_details")
    audit.engine.save_draft(row.id, {"category": "CIN"}, {}, by="auditor")
    concern(audit)
    assert audit.waiting() == sorted([*before, "respond"])
    with audit.database.read() as session:
        draft = queries.draft(session, TENANT, row.id, "auditor")
    assert draft is not None
    assert draft.answers == {"category": "CIN"}
    audit.stage_1()
    assert "respond" in audit.waiting()


def stages(audit: OneAudit) -> Iterator[tuple[str, str]]:
    """Every live state of an audit that is moderated by an officer: what waits, and for whom."""
    yield "give_case_details", "auditor"
    audit.begin()
    yield "audit_case", "auditor"
    audit.play({"submit": "audit_case", "answers": grades("good")})
    yield "review_case", "reviewer"
    audit.stage_2("requires_improvement")
    yield "record_discussion", "auditor"
    audit.do("record_discussion", agreed="no")
    yield "request_officer", "reviewer"
    audit.do("request_officer")
    audit.do("appoint_officer", by="sm_sqa", officer="officer", due="2026-12-08")
    yield "moderate_independently", "officer"


def test_r110_r112_invariant_10_stage_by_stage_both_may_raise_one_and_no_draft_is_lost(
    one_audit: Issue,
) -> None:
    audit = one_audit()
    for raised, (element, person) in enumerate(stages(audit), 1):
        row = audit.task(element)
        audit.engine.save_draft(row.id, {"s1": {"s1_8": WORDS}}, {}, by=person)
        [offer] = [one for one in audit.offered() if one.element_id == "concern_seen"]
        assert {"auditor", "reviewer"} <= set(offer.people), element
        audit.play({"offer": "concern_seen", "by": ("auditor", "reviewer")[raised % 2]})
        assert audit.task(element).id == row.id, "it is not begun anew"
        with audit.database.read() as session:
            draft = queries.draft(session, TENANT, row.id, person)
        assert draft is not None, element
        assert draft.answers == {"s1": {"s1_8": WORDS}}
        assert len(audit.rows(FollowUp, kind="concern")) == raised


def test_r114_a_concern_about_the_manager_is_not_told_to_the_manager(one_audit: Issue) -> None:
    audit = one_audit(issued=False)
    concern(audit, about_manager=True)
    assert [one.recipient for one in audit.mail()] == ["service_manager"]
    [row] = audit.rows(FollowUp)
    assert not may_be_told(row, "auditor", {"auditor"}, acted=False)
    assert may_be_told(row, "reviewer", {"reviewer"}, acted=False)
    assert may_be_told(row, "service_manager", {"participant"}, acted=True)


def test_a35_while_the_manager_is_away_the_service_manager_answers(one_audit: Issue) -> None:
    audit = one_audit(issued=False)
    with audit.database.write() as session:
        session.add(
            Absence(tenant_id=TENANT, person_id="auditor", reason="annual_leave",
                    starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 27))
        )  # fmt: skip
    concern(audit)
    assert audit.task("respond").assignee == "service_manager"
    audit.go("2026-11-24 17:01")
    told = [one.recipient for one in audit.mail("concern_unanswered")]
    assert told == ["assistant_director", "head_of_qa"]


def test_a35_the_service_manager_at_once_once_switched_on(one_audit: Issue, bundle: Bundle) -> None:
    audit = one_audit(switched_on(bundle, "concern_route", "A35"), issued=False)
    concern(audit)
    told = sorted(one.recipient for one in audit.mail("concern_raised"))
    assert told == ["auditor", "service_manager"]


def test_r111_what_is_not_confirmed_is_asked_for_every_working_day(one_audit: Issue) -> None:
    audit = one_audit(issued=False, at="2026-12-24 10:00")
    concern(audit)
    audit.do("respond")
    audit.go("2026-12-31 12:00")
    assert sorted(set(audit.sent_at("concern_unfinished"))) == [
        "2026-12-29 08:00", "2026-12-30 08:00", "2026-12-31 08:00"
    ]  # fmt: skip


def test_what_was_seen_stays_in_the_submission(one_audit: Issue) -> None:
    audit = one_audit(issued=False)
    concern(audit)
    answer(audit)
    kept = [one.subject + one.body for one in audit.mail()]
    kept += [json.dumps(one.details) + one.name for one in audit.rows(tables.UserTask)]
    kept += [zlib.decompress(one.state).decode() for one in audit.rows(tables.ProcessInstance)]
    kept += [f"{one.payload} {one.last_error}" for one in audit.rows(tables.Job)]
    kept += [str(one.detail) for one in audit.rows(tables.History)]
    [row] = audit.rows(FollowUp)
    kept.append(sentence(row))
    assert not [text for text in kept if "Quillfeather" in text]


def test_r114_prints_say_that_a_concern_was_raised_and_responded_to(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    concern(audit)
    audit.play({"submit": "audit_case"})
    assert view(audit, 1) == "raised"
    audit.do("respond")
    audit.clock.move_to(datetime(2026, 11, 24, 9, tzinfo=LONDON))
    audit.stage_2()
    assert view(audit, 2) == "responded"


def test_prints_are_silent_about_a_concern_about_the_manager(one_audit: Issue) -> None:
    audit = one_audit()
    audit.begin()
    concern(audit, about_manager=True)
    audit.play({"submit": "audit_case"})
    assert view(audit, 1) == ""


def view(audit: OneAudit, stage: int) -> str:
    """What the print of a stage says of concerns."""
    with audit.database.read() as session:
        [instance] = audit.rows(tables.ProcessInstance, process_key="case_audit")
        bundle = audit.engine.deployed(instance.deployment_id).bundle
        return form_view(
            source_of(session, TENANT, bundle, str(audit.audit_id)), stage, "full"
        ).concern
