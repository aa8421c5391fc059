"""Questions that depend on other answers, on the context and on other sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

import forms
from forms.items import ShowWhen
from forms.model import Section
from tests.forms.support import posted

Make = Callable[..., Section]
YES_NO = [{"label": "Yes", "value": "yes"}, {"label": "No", "value": "no"}]
AGREED = {"type": "radio", "key": "agreed", "label": "Agreed?", "values": YES_NO}
WHY_NOT = {
    "type": "textfield",
    "key": "why_not",
    "label": "Why not?",
    "validate": {"required": True},
    "conditional": {"hide": '=agreed != "no"'},
}
DETAIL = {
    "type": "textfield",
    "key": "detail",
    "label": "Detail",
    "validate": {"required": True},
    "conditional": {"hide": '=why_not != "long story"'},
}


def send(section: Section, evaluate: forms.Evaluate, sent: Mapping[str, str]) -> forms.Bound:
    return forms.bind(section, context={}, posted=posted(sent), evaluate=evaluate)


def test_a_hidden_answer_is_dropped_but_its_words_are_kept(
    section: Make, evaluate: forms.Evaluate
) -> None:
    bound = send(section(AGREED, WHY_NOT), evaluate, {"agreed": "yes", "why_not": "old words"})
    assert bound.problems == []
    assert bound.answers == {"agreed": "yes"}
    assert bound.words == {"agreed": "yes", "why_not": "old words"}


def test_a_shown_question_must_be_answered(section: Make, evaluate: forms.Evaluate) -> None:
    bound = send(section(AGREED, WHY_NOT), evaluate, {"agreed": "no"})
    assert [str(p) for p in bound.problems] == ["Enter an answer: Why not?"]


def test_a_hidden_answer_counts_as_not_given(section: Make, evaluate: forms.Evaluate) -> None:
    sent = {"agreed": "yes", "why_not": "long story", "detail": "left over"}
    bound = send(section(AGREED, WHY_NOT, DETAIL), evaluate, sent)
    assert bound.answers == {"agreed": "yes"}


def test_the_browser_gets_a_truth_table(section: Make, evaluate: forms.Evaluate) -> None:
    bound = forms.bind(section(AGREED, WHY_NOT), context={}, evaluate=evaluate)
    assert bound.items[1].rule == ShowWhen("agreed", ("no",))


def test_a_table_also_knows_a_tick_box(section: Make, evaluate: forms.Evaluate) -> None:
    box = {"type": "checkbox", "key": "agreed", "label": "Agreed"}
    detail = {**WHY_NOT, "conditional": {"hide": "=agreed = true"}}
    bound = forms.bind(section(box, detail), context={}, evaluate=evaluate)
    assert bound.items[1].rule == ShowWhen("agreed", ("",))


def test_a_condition_on_words_leaves_the_question_in_view(
    section: Make, evaluate: forms.Evaluate
) -> None:
    bound = forms.bind(section(AGREED, WHY_NOT, DETAIL), context={}, evaluate=evaluate)
    detail = bound.items[2]
    assert (detail.rule, detail.hidden) == (None, True)


def test_what_no_answer_can_bring_into_view_is_not_on_the_page(
    section: Make, evaluate: forms.Evaluate
) -> None:
    never = {**WHY_NOT, "conditional": {"hide": '=agreed != "no" or given.category = "CP"'}}
    bound = forms.bind(section(AGREED, never), context={"category": "CP"}, evaluate=evaluate)
    assert len(bound.items) == 1


def test_a_condition_on_the_context_decides_before_the_page_is_made(
    section: Make, evaluate: forms.Evaluate
) -> None:
    only_cp = {**WHY_NOT, "conditional": {"hide": '=given.category != "CP"'}}
    shown = forms.bind(section(AGREED, only_cp), context={"category": "CP"}, evaluate=evaluate)
    gone = forms.bind(section(AGREED, only_cp), context={"category": "CIN"}, evaluate=evaluate)
    assert [len(shown.items), len(gone.items)] == [2, 1]


def test_context_entries_are_also_seen_by_name(section: Make, evaluate: forms.Evaluate) -> None:
    named = {**WHY_NOT, "conditional": {"hide": '=category != "CP"'}}
    gone = forms.bind(section(AGREED, named), context={"category": "CIN"}, evaluate=evaluate)
    assert len(gone.items) == 1


def test_an_unknown_name_is_an_error_and_not_a_no(section: Make, evaluate: forms.Evaluate) -> None:
    misspelt = {**WHY_NOT, "conditional": {"hide": '=agred != "no"'}}
    with pytest.raises(Exception, match="agred"):
        forms.bind(section(AGREED, misspelt), context={}, evaluate=evaluate)


def test_a_role_is_asked_only_its_own_questions(section: Make, evaluate: forms.Evaluate) -> None:
    mine = {**AGREED, "properties": {"for": "reviewer"}}
    sent = posted({"agreed": "yes"})
    reviewer = forms.bind(
        section(mine), context={"role": "reviewer"}, posted=sent, evaluate=evaluate
    )
    auditor = forms.bind(section(mine), context={"role": "auditor"}, posted=sent, evaluate=evaluate)
    assert (reviewer.answers, auditor.answers) == ({"agreed": "yes"}, {})
    assert auditor.items == []


def test_texts_speak_with_expressions_and_stay_text(
    section: Make, evaluate: forms.Evaluate
) -> None:
    text = "## Hello\n\nDear {{ given.name }}, **{{ 1 + 1 }} cases**\n\n- one\n- [two](https://x.example/)"
    page = section({"type": "text", "id": "t", "text": text})
    name = "[x](https://evil.example) **b** <b>"
    item = forms.bind(page, context={"name": name}, evaluate=evaluate).items[0]
    heading, paragraph, bullets = item.blocks
    assert [b.kind for b in item.blocks] == ["heading", "paragraph", "list"]
    assert heading.lines[0][0].text == "Hello"
    assert [(s.text, s.bold, s.href) for s in paragraph.lines[0]] == [
        ("Dear ", False, ""),
        (name, False, ""),
        (", ", False, ""),
        ("2", True, ""),
        (" cases", True, ""),
    ]
    assert bullets.lines[1][0].href == "https://x.example/"


def test_a_link_may_not_run_a_script(section: Make, evaluate: forms.Evaluate) -> None:
    page = section(
        {"type": "text", "id": "t", "text": "[a](javascript:alert(1)) [b](//evil.example)"}
    )
    line = forms.bind(page, context={}, evaluate=evaluate).items[0].blocks[0].lines[0]
    assert [span.href for span in line] == [""]


def test_one_batch_is_enough(section: Make, evaluate: forms.Evaluate) -> None:
    calls: list[int] = []

    def counting(texts: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        calls.append(len(texts))
        return evaluate(texts, variables)

    send(section(AGREED, WHY_NOT, DETAIL), counting, {"agreed": "no", "why_not": "x"})
    assert len(calls) == 1


def test_other_sections_can_be_looked_at(section: Make, evaluate: forms.Evaluate) -> None:
    warning = {
        "type": "text",
        "id": "w",
        "text": "Mind",
        "conditional": {"hide": '=sections.s1.grade != "inadequate"'},
    }
    page = section(AGREED, warning)
    bad = {"s1": {"grade": "inadequate"}}
    assert len(forms.bind(page, context={}, evaluate=evaluate, sections=bad).items) == 2
    assert len(forms.bind(page, context={}, evaluate=evaluate).items) == 1
