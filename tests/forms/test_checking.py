"""The server judges stored answers by itself, whatever came before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest

import forms

TOML = b'title = "T"\norder = ["a", "b"]\nexplain_min_length = 15\n[titles]\na = "A"\nb = "B"\n'
YES_NO = [{"label": "Yes", "value": "yes"}, {"label": "No", "value": "no"}]
DONE = {
    "type": "radio",
    "key": "done",
    "label": "Done",
    "values": YES_NO,
    "validate": {"required": True},
    "properties": {"review": "true"},
}
NOTE = {
    "type": "textfield",
    "key": "note",
    "label": "Note",
    "conditional": {"hide": '=done = "no"'},
}
ROWS = {
    "type": "dynamiclist",
    "path": "rows",
    "label": "Rows",
    "components": [{"type": "textfield", "key": "what", "label": "What"}],
}


@pytest.fixture
def folder() -> forms.Form:
    page = json.dumps({"components": [DONE, NOTE, ROWS]}).encode()
    files = {"forms/f/form.toml": TOML, "forms/f/a.form": page, "forms/f/b.form": page}
    return forms.read(files)["f"]


def judge(
    form: forms.Form,
    evaluate: forms.Evaluate,
    answers: Mapping[str, object],
    sections: list[str] | None = None,
    reviewed: Mapping[str, object] | None = None,
) -> tuple[dict[str, object], list[str]]:
    kept, problems = forms.check(
        form, answers, sections=sections, context={}, reviewed=reviewed, evaluate=evaluate
    )
    return kept, [str(p) for p in problems]


def test_good_answers_are_kept_as_they_are(folder: forms.Form, evaluate: forms.Evaluate) -> None:
    answers = {
        "a": {"done": "yes", "note": "n", "rows": [{"what": "x"}]},
        "b": {"done": "no", "rows": []},
    }
    assert judge(folder, evaluate, answers) == (answers, [])


def test_every_section_presented_must_be_answered(
    folder: forms.Form, evaluate: forms.Evaluate
) -> None:
    assert judge(folder, evaluate, {"a": {"done": "yes"}})[1] == ["Select an answer: Done"]
    assert judge(folder, evaluate, {"a": {"done": "yes"}}, ["a"])[1] == []


def test_a_section_that_is_not_presented_is_dropped(
    folder: forms.Form, evaluate: forms.Evaluate
) -> None:
    answers = {"a": {"done": "yes"}, "b": {"done": "yes"}}
    assert judge(folder, evaluate, answers, ["a"])[0] == {"a": {"done": "yes", "rows": []}}


def test_hidden_answers_are_dropped(folder: forms.Form, evaluate: forms.Evaluate) -> None:
    kept, problems = judge(folder, evaluate, {"a": {"done": "no", "note": "left"}}, ["a"])
    assert (kept["a"], problems) == ({"done": "no", "rows": []}, [])


@pytest.mark.parametrize(
    "answers",
    [
        {"a": {"done": "yes", "admin": True}},
        {"a": {"done": "yes", "typename": "x"}},
        {"a": {"done": "yes", "rows": [{"what": "x", "__class__": "y"}]}},
        {"a": {"done": "yes", "rows": ["x"]}},
        {"a": {"done": "maybe"}},
        {"a": {"done": ["yes"]}},
        {"a": {"done": "yes", "note": {"deep": 1}}},
        {"a": "yes"},
        {"a": {"done": "yes"}, "zz": {}},
    ],
)
def test_answers_outside_the_form_are_refused(
    folder: forms.Form, evaluate: forms.Evaluate, answers: Mapping[str, object]
) -> None:
    assert judge(folder, evaluate, answers, ["a"])[1]


def test_a_difference_is_judged_again(folder: forms.Form, evaluate: forms.Evaluate) -> None:
    earlier = {"a": {"done": "no"}}
    mine = {"a": {"done": "yes"}}
    assert "explain why" in judge(folder, evaluate, mine, ["a"], earlier)[1][0]
    explained = {"a": {"done": "yes", "done_why": "I found the note of 4 March."}}
    assert judge(folder, evaluate, explained, ["a"], earlier)[1] == []


def test_prefilled_words_are_not_answers(evaluate: forms.Evaluate) -> None:
    asked = {
        "type": "textfield",
        "key": "name",
        "label": "Name",
        "validate": {"required": True},
        "properties": {"prefill": "known"},
    }
    page = {"forms/one.form": json.dumps({"components": [asked]}).encode()}
    one = forms.read(page)["one"]
    context = {"known": "Ada"}
    kept, problems = forms.check(
        one, {}, sections=None, context=context, reviewed=None, evaluate=evaluate
    )
    assert (kept, [str(p) for p in problems]) == ({}, ["Enter an answer: Name"])


def test_how_far_a_section_is(folder: forms.Form, evaluate: forms.Evaluate) -> None:
    def at(saved: Mapping[str, object]) -> str:
        return forms.status(folder.section("a"), context={}, saved=saved, evaluate=evaluate)

    assert at({}) == "not_started"
    assert at({"done": "", "rows": [{}]}) == "not_started"
    assert at({"note": "n"}) == "in_progress"
    assert at({"done": "yes"}) == "complete"


def test_judging_asks_only_what_decides(folder: forms.Form, evaluate: forms.Evaluate) -> None:
    asked: list[str] = []

    def listening(texts: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        asked.extend(texts)
        return evaluate(texts, variables)

    judge(folder, listening, {"a": {"done": "yes"}}, ["a"])
    assert asked == ['done = "no"']
