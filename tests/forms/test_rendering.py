"""Every page of every form through the macros: labels, ids, error links and conditions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from lxml.html import HtmlElement

import forms
from tests.forms.support import AUDITOR, REVIEWER, decide, posted

Render = Callable[..., HtmlElement]


@pytest.fixture
def pages(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate
) -> Callable[..., Iterator[forms.Bound]]:
    """Binds every page of every form with nothing entered, as it is after a first try."""

    def bind(context: dict[str, str]) -> Iterator[forms.Bound]:
        for form in bundle_forms.values():
            for section in form.sections:
                yield forms.bind(
                    section, context=context, evaluate=evaluate, decide=decide, validate=True
                )

    return bind


def test_every_input_has_a_label_and_every_id_is_unique(
    pages: Callable[..., Iterator[forms.Bound]], render: Render
) -> None:
    for context in (AUDITOR, REVIEWER):
        for bound in pages(context):
            page = render(bound)
            ids = page.xpath("//@id")
            assert len(ids) == len(set(ids)), bound.section.key
            for entry in page.xpath("//input[not(@type='hidden')] | //textarea | //select"):
                labels = page.xpath(f"//label[@for='{entry.get('id')}']")
                assert len(labels) == 1, (bound.section.key, entry.get("name"))
                assert labels[0].text_content().strip()


def test_every_line_of_the_error_summary_leads_to_an_input(
    pages: Callable[..., Iterator[forms.Bound]], render: Render
) -> None:
    for bound in pages(AUDITOR):
        page = render(bound)
        links = page.xpath("//div[contains(@class,'govuk-error-summary')]//a/@href")
        assert len(links) == len(bound.problems), bound.section.key
        for link in links:
            found = page.xpath(f"//*[@id='{link[1:]}']")
            assert [e.tag in ("input", "textarea", "select") for e in found] == [True], link


def test_the_same_words_stand_in_the_summary_and_beside_the_question(
    pages: Callable[..., Iterator[forms.Bound]], render: Render
) -> None:
    for bound in pages(AUDITOR):
        page = render(bound)
        beside = [e.text_content() for e in page.find_class("govuk-error-message")]
        assert [any(str(p) in words for words in beside) for p in bound.problems] == [True] * len(
            bound.problems
        )


def test_fieldsets_have_legends_and_described_ids_exist(
    pages: Callable[..., Iterator[forms.Bound]], render: Render
) -> None:
    for bound in pages(REVIEWER):
        page = render(bound)
        assert all(f.xpath("./legend[normalize-space()]") for f in page.xpath("//fieldset"))
        for described in page.xpath("//@aria-describedby"):
            for one in described.split():
                assert page.xpath(f"//*[@id='{one}']"), (bound.section.key, one)


def test_a_condition_is_sent_to_the_browser_as_field_and_values(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate, render: Render
) -> None:
    section = bundle_forms["reflection"].sections[0]
    page = render(forms.bind(section, context={}, evaluate=evaluate, decide=decide))
    box = page.xpath("//textarea[@name='decline_reason']/ancestor::div[@data-show-field]")[0]
    assert box.get("data-show-field") == "contributes"
    assert json.loads(box.get("data-show-values")) == ["no"]


def test_what_was_typed_is_shown_again_and_never_becomes_markup(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate, render: Render
) -> None:
    nasty = '</textarea><script>alert(1)</script> "quoted" {{ 7 * 7 }}'
    section = bundle_forms["reflection"].sections[0]
    sent = posted({"contributes": "yes", "proud": nasty})
    page = render(forms.bind(section, context={}, posted=sent, evaluate=evaluate, decide=decide))
    assert page.xpath("//textarea[@name='proud']")[0].text == nasty
    assert not page.xpath("//script")


def test_lines_of_a_long_answer_keep_their_indentation(
    section: Callable[..., forms.Section], evaluate: forms.Evaluate, render: Render
) -> None:
    page_of_one = section({"type": "textarea", "key": "story", "label": "Story"})
    words = "one\n  two\nthree"
    page = render(
        forms.bind(
            page_of_one, context={}, saved={"story": words}, evaluate=evaluate, decide=decide
        )
    )
    assert page.xpath("//textarea")[0].text == words


def test_the_earlier_answer_stands_between_the_question_and_mine_with_who_gave_it(
    audit: forms.Form, evaluate: forms.Evaluate, render: Render
) -> None:
    theirs = {"s1_1": "partly", "s1_1_evidence": "Case note, 4 March", "grade": "good"}
    section = audit.section("s1")
    page = render(
        forms.bind(section, context=REVIEWER, reviewed=theirs, evaluate=evaluate, decide=decide)
    )
    box = page.get_element_by_id("s1_1-earlier")
    words = " ".join(box.text_content().split())
    assert words.startswith("Team Manager’s answer: Partly")
    assert "Case note, 4 March" in words
    mine = page.get_element_by_id("s1_1")
    [fieldset] = mine.xpath("./ancestor::fieldset[1]")
    assert box.getparent().get("id") in fieldset.get("aria-describedby")
    order = [e.get("id") or e.tag for e in fieldset.iter("legend", "div", "input")]
    assert order.index("legend") < order.index("s1_1-earlier") < order.index("s1_1")


def test_the_explanation_opens_for_every_other_answer(
    audit: forms.Form, evaluate: forms.Evaluate, render: Render
) -> None:
    bound = forms.bind(
        audit.section("s1"),
        context=REVIEWER,
        reviewed={"s1_1": "partly"},
        evaluate=evaluate,
        decide=decide,
    )
    box = render(bound).xpath("//textarea[@name='s1_1_why']/ancestor::div[@data-show-field]")[0]
    assert box.get("data-show-field") == "s1_1"
    assert json.loads(box.get("data-show-values")) == ["yes", "no", "na"]


def test_a_page_with_nothing_entered_is_empty(
    pages: Callable[..., Iterator[forms.Bound]], render: Render
) -> None:
    for bound in pages(AUDITOR):
        page = render(bound)
        written = [area.text or "" for area in page.xpath("//textarea")]
        written += page.xpath("//input[@type='text']/@value")
        assert "".join(written) == "", bound.section.key


def test_rows_have_buttons_that_post_and_enter_does_not_press_them(
    audit: forms.Form, evaluate: forms.Evaluate, render: Render
) -> None:
    page = render(
        forms.bind(audit.section("overview"), context=AUDITOR, evaluate=evaluate, decide=decide)
    )
    buttons = page.xpath("//button")
    assert buttons[0].get("name") is None
    assert [b.get("value") for b in buttons[1:]] == ["remove:actions:0", "add:actions"]
    assert page.xpath("//input[@name='_count:actions']/@value") == ["1"]
    assert " ".join(buttons[1].text_content().split()) == "Remove action 1"


def test_check_your_answers_reads_like_a_person_wrote_it(
    audit: forms.Form, evaluate: forms.Evaluate, render: Render
) -> None:
    section = audit.section("overview")
    action = {"action": "Visit\nagain", "owner": "social_worker", "due": "2026-12-24"}
    saved = {"overall_grade": "good", "actions": [action]}
    bound = forms.bind(section, context=AUDITOR, saved=saved, evaluate=evaluate, decide=decide)
    rows = forms.answer_rows(section, bound.answers, context=AUDITOR, unanswered=True)
    said = {
        " ".join(row.find("dt").text_content().split()): " ".join(
            row.find("dd").text_content().split()
        )
        for row in render(bound, rows).find_class("govuk-summary-list__row")
    }
    assert said["OV.4 Overall grade"] == "Good"
    assert "By when: 24 December 2026" in said["OV.2 Recommended Action(s) to be taken"]
    assert said["OV.5 Why this grade"] == "Nothing entered"


def test_check_your_answers_leaves_out_what_is_not_asked(
    audit: forms.Form, evaluate: forms.Evaluate, render: Render
) -> None:
    bound = forms.bind(audit.section("s5"), context=AUDITOR, evaluate=evaluate, decide=decide)
    numbers = [row.number for row in bound.rows if row.number]
    assert numbers == ["S5.1", "S5.2", "S5.6", "S5.7", "S5.8", "S5.9"]


def test_a_row_leads_to_the_input_that_changes_it(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate, render: Render
) -> None:
    section = bundle_forms["discussion"].sections[0]
    bound = forms.bind(section, context={}, evaluate=evaluate, decide=decide)
    page = render(bound, bound.rows)
    links = page.xpath("//dl//a/@href")
    assert links
    assert all(page.xpath(f"//*[@id='{link.split('#')[1]}']") for link in links)


def test_words_that_are_no_date_are_read_as_typed(bundle_forms: dict[str, forms.Form]) -> None:
    section = bundle_forms["discussion"].sections[0]
    words = {"discussed_on": {"day": "31", "month": "2", "year": "2026"}}
    assert forms.answer_rows(section, words)[0].text == "31 2 2026"
