"""Section 4.5 on the running audit: it is recorded on the child's file (R96 to R105)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

import forms
from engine.bundle import Bundle
from tests.policy.one_audit import OneAudit, grades
from tests.policy.owner import with_cell, with_setting
from tests.policy.recording import COPY, LOOK, NOTE, USE, begun, beside, due, hints, note, page

Issue = Callable[..., OneAudit]
EVENT_TYPE = "Case Audit - Online Audit Programme"
ANALYSIS = "The plan  is <b>clear</b> & “owned”.\n\nVisits are 100% on the record."
TO_DO = [
    ("Hold the review & write to the school.", "social_worker", "2026-12-24", True),
    ("Agree *who* rings the GP", "iro", "2027-01-08", False),
]
ACTIONS = [dict(zip(("action", "owner", "due", "immediate"), row, strict=True)) for row in TO_DO]
OVERVIEW = {"overview.analysis": ANALYSIS, "overview.actions": ACTIONS}
FIRST_NOTE = f"""A case file audit of this record was completed on 24 November 2026.

Analysis of Audit Findings
{ANALYSIS}

Recommended Action(s) to be taken
1. Hold the review & write to the school. (Social worker, by 24 December 2026)
2. Agree *who* rings the GP (Independent reviewing officer, by 8 January 2027)"""
SECOND_NOTE = (
    "The findings of the case file audit of this record were moderated on 24 November 2026.\n\n"
    "What changed, and what will be done about it:\n"
)


def concluded(audit: OneAudit, moderated: str) -> OneAudit:
    """The findings are recorded; the two agree on this overall grade; the auditor gave "good"."""
    audit.to_discussion()
    audit.record_all()
    audit.do("record_discussion", agreed="yes", supervision_changes="no")
    audit.do("submit_moderated_grading", overall_grade=moderated)
    return audit


def test_r96_r97_the_auditor_is_asked_for_a_note_when_the_audit_tool_is_complete(
    one_audit: Issue,
) -> None:
    audit = one_audit(recording=True)
    audit.begin()
    assert audit.waiting() == ["audit_case"]
    audit.play({"submit": "audit_case"})
    assert audit.waiting() == [NOTE, "review_case", USE]
    assert {audit.task(element).assignee for element in (NOTE, USE)} == {"auditor"}
    assert audit.refused(NOTE, {}) == {f"case_note.{f}" for f in ("note", "saved", "saved_on")}


@pytest.mark.parametrize(
    ("submitted", "by"),
    [
        ("2026-11-24 16:00", "2026-12-01 17:00"),
        ("2026-11-27 16:00", "2026-12-04 17:00"),
        ("2026-12-22 16:00", "2026-12-31 17:00"),
    ],
    ids=["on a Tuesday", "on a Friday", "before Christmas"],
)
def test_r97_a19_it_is_due_in_five_working_days(one_audit: Issue, submitted: str, by: str) -> None:
    audit = one_audit()
    audit.begin()
    audit.go(submitted)
    audit.play({"submit": "audit_case"})
    assert (due(audit, NOTE), due(audit, USE)) == (by, by)


def test_r98_the_page_names_the_event_type_as_the_pick_list_has_it(
    one_audit: Issue, evaluate: forms.Evaluate, render: Callable[..., html.HtmlElement]
) -> None:
    shown = render(page(begun(one_audit()), evaluate))
    asked = shown.xpath("//*[contains(@class, 'govuk-inset-text')]//strong/text()")
    assert asked == [EVENT_TYPE]


def test_r99_r102_r104_the_note_begins_with_the_two_fields_word_for_word(
    one_audit: Issue, evaluate: forms.Evaluate
) -> None:
    assert note(page(begun(one_audit(), **OVERVIEW), evaluate)) == FIRST_NOTE


@pytest.mark.parametrize("grade", ["outstanding", "requires_improvement"])
def test_a34_whatever_the_grades_the_note_gives_none(
    one_audit: Issue, evaluate: forms.Evaluate, grade: str
) -> None:
    given = grades(grade, **{f"s{number}": grade for number in (1, 3, 5, 7, 8)})
    opened = page(begun(one_audit(), **OVERVIEW, **given), evaluate)
    assert (note(opened), hints(opened)) == (FIRST_NOTE, "")


def test_r99_what_the_auditor_wrote_before_is_not_written_over(
    one_audit: Issue, evaluate: forms.Evaluate
) -> None:
    audit = begun(one_audit(), **OVERVIEW)
    assert note(page(audit, evaluate, note="Mine. It will be reviewed.")).startswith("Mine.")
    sent = audit.send(NOTE, {"note": "Mine.", "saved": True, "saved_on": "2026-11-24"})
    assert audit.submission(sent).answers["note"] == "Mine."


def test_r97_the_auditor_is_reminded_once_with_the_event_type(one_audit: Issue) -> None:
    audit = begun(one_audit())
    audit.go("2026-12-22 12:00")
    assert audit.sent_at("reminder_recording") == ["2026-12-01 08:00"]
    [letter] = audit.mail("reminder_recording")
    assert letter.recipient == "auditor"
    assert f'"{EVENT_TYPE}"' in letter.body


def test_r97_what_is_recorded_needs_no_reminder(one_audit: Issue) -> None:
    audit = begun(one_audit())
    audit.record_all()
    audit.go("2026-12-22 12:00")
    assert audit.mail("reminder_recording") == []


def test_r97_how_often_is_a_cell_of_the_owners_table(one_audit: Issue, bundle: Bundle) -> None:
    twice = with_cell(bundle, "reminders", "reminders_rule_5_output_3", "2")
    audit = begun(one_audit(using=twice))
    audit.go("2026-12-22 12:00")
    assert audit.sent_at("reminder_recording") == ["2026-12-01 08:00", "2026-12-08 08:00"]


def test_r96_what_nobody_confirms_closes_by_itself_and_holds_nothing_up(
    one_audit: Issue, bundle: Bundle
) -> None:
    using = with_setting(bundle, "line_manager_checks_recording", False)
    audit = begun(one_audit(using=using))
    audit.do(USE, supervision_on="2026-11-26")
    audit.go("2026-12-22 16:59")
    assert (beside(audit), audit.recorded()) == ([NOTE], [])
    audit.go("2026-12-22 17:01")
    assert (beside(audit), audit.waiting()) == ([], ["review_case"])
    assert audit.recorded() == [
        "case_note not_confirmed",
        "supervision done 2026-11-26",
        "supervision_folder done 2026-11-24",
    ]


def test_r97_a_second_note_follows_where_moderation_changed_the_findings(
    one_audit: Issue, evaluate: forms.Evaluate
) -> None:
    audit = concluded(one_audit(), "requires_improvement")
    assert beside(audit) == [NOTE, COPY]
    opened = page(audit, evaluate)
    assert (note(opened), hints(opened)) == (SECOND_NOTE, "")
    audit.do(NOTE, saved_on="2026-11-24")
    audit.do(COPY, wanted="no")
    assert "second_note done 2026-11-24" in audit.recorded()


@pytest.mark.parametrize("moderated", [True, False], ids=["as the auditor said", "not moderated"])
def test_r97_findings_that_stand_need_no_second_note(one_audit: Issue, moderated: bool) -> None:
    audit = one_audit()
    if moderated:
        concluded(audit, "good")
    else:
        audit.stage_1("good")
        audit.record_all()
        audit.stage_2("good")
    assert beside(audit) == [COPY]
    audit.record_all()
    assert audit.status() == "completed"
    assert not [one for one in audit.recorded() if one.startswith("second_note")]


@pytest.mark.parametrize("looks", [True, False], ids=["as recommended", "switched off"])
def test_r105_whether_the_line_manager_looks_is_a_setting(
    one_audit: Issue, bundle: Bundle, looks: bool
) -> None:
    off = with_setting(bundle, "line_manager_checks_recording", False)
    audit = begun(one_audit(using=bundle if looks else off))
    for element in (NOTE, USE):
        assert LOOK not in beside(audit)
        audit.do(element)
    assert [audit.task(one).assignee for one in beside(audit)] == ["service_manager"] * looks


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ({"appropriate": "yes"}, "done 2026-11-24"),
        ({"appropriate": "no"}, "not_appropriate 2026-11-24"),
        (None, "not_confirmed"),
    ],
)
def test_r100_r105_what_the_line_manager_found_is_kept(
    one_audit: Issue, told: dict[str, Any] | None, outcome: str
) -> None:
    audit = begun(one_audit())
    for element in (NOTE, USE):
        audit.do(element)
    if told is None:
        audit.go("2026-12-22 17:01")
    else:
        audit.do(LOOK, **told)
    assert (beside(audit), audit.waiting()) == ([], ["review_case"])
    assert f"manager_check {outcome}" in audit.recorded()


def test_r97_nobody_is_reminded_of_a_note_where_there_is_none_to_write(one_audit: Issue) -> None:
    audit = one_audit()
    audit.stage_1("good")
    audit.record_all()
    audit.stage_2("good")
    audit.go("2026-12-02 12:00")
    assert beside(audit) == [COPY]
    assert audit.mail("reminder_recording") == []
