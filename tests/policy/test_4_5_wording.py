"""Policy 4.5: the words that go to the child's file (R98 to R104)."""

from __future__ import annotations

import pytest

import forms
from tests.forms.support import decide
from tests.policy.recording import hints, written


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("analysis", "Analysis of Audit Findings"),
        ("actions", "Recommended Action(s) to be taken"),
    ],
)
def test_r99_the_two_fields_to_copy_have_exactly_these_names(
    audit: forms.Form, key: str, label: str
) -> None:
    component = audit.section("overview").find(key, "auditor")
    assert component is not None
    assert component.label == label


def test_r101_every_page_of_the_audit_says_who_may_read_it(audit: forms.Form) -> None:
    for section in audit.sections:
        assert "legal proceedings" in section.settings.notice
        assert "the child may read it" in section.settings.notice


def test_r102_r103_two_hundred_and_fifty_words_are_advice_and_no_limit(
    audit: forms.Form, evaluate: forms.Evaluate
) -> None:
    section = audit.section("overview")
    analysis = section.find("analysis")
    assert analysis is not None
    assert analysis.properties["adviseWords"] == "250"
    long = "word " * 300
    bound = forms.bind(
        section,
        context={"role": "auditor"},
        saved={"analysis": long},
        evaluate=evaluate,
        decide=decide,
        validate=True,
    )
    assert "analysis" not in {p.field for p in bound.problems}


def test_r98_the_officers_note_names_the_event_type(bundle_forms: dict[str, forms.Form]) -> None:
    texts = [c.text for c in bundle_forms["officer_case_note"].sections[0].walk()]
    assert any("**{{parameters.case_note_event_type}}**" in text for text in texts)


FINE = "The plan is on the record. The school will be asked by 4 March."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"{FINE} The worker failed to visit.", "Some words judge a worker."),
        (f"{FINE} The visit was POOR PRACTICE BY the team.", "Some words judge a worker."),
        (f"{FINE} Carys Pugh will ring.", "The name of somebody who works on the case"),
        (f"{FINE} Mrs Lane will ring.", "There seems to be a person’s name"),
        (f"{FINE} {'word ' * 250}", "The note is longer than 250 words."),
        ("The plan is on the record.", "The note names no action."),
        (f"{FINE} I think it is late.", "There is an opinion without a reason."),
        (f"{FINE} Overall: outstanding.", "There seems to be a grade in the note."),
    ],
)
def test_r100_to_r104_a34_a_hint_is_given_and_nothing_is_refused(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate, text: str, sentence: str
) -> None:
    page = written(bundle_forms["case_note"], text, evaluate)
    assert hints(page).count(sentence) == 1
    assert "nothing is refused" in hints(page)
    assert {problem.field for problem in page.problems} == {"saved", "saved_on"}


def test_r103_words_that_need_no_hint_get_none(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate
) -> None:
    for text in (FINE, f"{FINE} I think it is late because the date has passed."):
        assert hints(written(bundle_forms["case_note"], text, evaluate)) == ""


def test_r93_a34_the_officers_note_may_give_the_grade(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate
) -> None:
    text = f"{FINE} The moderated grade is good."
    assert hints(written(bundle_forms["officer_case_note"], text, evaluate)) == ""


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        (
            "reflection",
            "contributes proud difficult child_would_say differently support decline_reason",
        ),
        (
            "case_details",
            "category dual_status open_date allocated_date legal_status age"
            " staging_points correction_reason",
        ),
        ("discussion", "discussed_on method agreed supervision_changes summary"),
        ("moderated_grading", "overall_grade section_changes reason"),
        ("supervision_grading", "grade reason"),
        ("request_officer", "points"),
        ("appoint_officer", "officer due"),
        ("officer_moderation", "overall_grade supervision_grade current_level rationale concern"),
        ("acknowledge", "acknowledged"),
        ("name_people", "named"),
        ("inform_service_manager", "contacted_on method note"),
        ("officer_case_note", "moderated_on note copied saved"),
    ],
)
def test_each_user_task_asks_what_the_policy_needs(
    bundle_forms: dict[str, forms.Form], key: str, fields: str
) -> None:
    form = bundle_forms[key]
    assert [c.key for c in form.sections[0].walk() if c.key] == fields.split()
    assert form.single


def test_r85_supervision_is_asked_about_only_when_there_is_agreement(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate
) -> None:
    form = bundle_forms["discussion"]
    talk = {"discussed_on": "2026-11-30", "method": "video", "summary": "We went through it."}

    def missing(agreed: str) -> list[str]:
        _, problems = forms.check(
            form,
            {**talk, "agreed": agreed},
            sections=None,
            context={},
            reviewed=None,
            evaluate=evaluate,
            decide=decide,
        )
        return [p.field for p in problems]

    assert (missing("yes"), missing("no")) == (["supervision_changes"], [])


def test_no_form_asks_for_a_name(bundle_forms: dict[str, forms.Form]) -> None:
    words = [c.label.lower() for f in bundle_forms.values() for s in f.sections for c in s.walk()]
    assert not any("child’s name" in label or "name of the child" in label for label in words)


def test_no_label_is_missing(bundle_forms: dict[str, forms.Form]) -> None:
    for form in bundle_forms.values():
        for section in form.sections:
            for component in section.walk():
                columns = component.components if component.type == "dynamiclist" else ()
                for each in (component, *columns):
                    assert each.label or each.text, (section.key, each.id)
