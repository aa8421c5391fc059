"""What a program can send in place of a person's answers: problems, question by question."""

from __future__ import annotations

import json
from typing import Any

import pytest

import forms
from engine.expressions import check_value
from tests.forms.support import evaluate
from tests.hostile.material import in_time

__all__ = ["evaluate"]
DEEP: Any = "x"
for _ in range(5_000):
    DEEP = [DEEP]
DEEP_RECORD: Any = {}
for _ in range(5_000):
    DEEP_RECORD = {"day": DEEP_RECORD}
VALUES = {
    "a nested list": DEEP,
    "a nested record": DEEP_RECORD,
    "a day of a nested list": {"day": DEEP, "month": "1", "year": "2026"},
    "a day of digits": {"day": "1" * 5_000, "month": "1", "year": "2026"},
    "a number of 10,000 digits": 10**10_000,
    "a number beyond numbers": float("inf"),
    "no number": float("nan"),
    "10,000 digits as text": "9" * 10_000,
    "1 MB of text": "a" * 1_000_000,
    "a NUL": "a\0b",
    "half a character": "\ud800",
    "bytes": b"a",
    "yes": True,
    "a list of 100,000": ["a"] * 100_000,
    "rows of text": ["a", "b"],
    "rows nobody asked for": [{"typename": "x", "__proto__": {}}],
    "rows of nested values": [{"title": DEEP}],
    "a record of types": {"typename": "datetime"},
    "a code object": compile("1", "x", "eval"),
}
TYPES: dict[str, dict[str, object]] = {
    "textfield": {"validate": {"pattern": "^a*b*c$"}},
    "textarea": {},
    "number": {"validate": {"min": 0, "max": 9}},
    "datetime": {"subtype": "date", "properties": {"latest": '@"2026-12-31"'}},
    "radio": {"values": ["a", "b"]},
    "select": {"valuesKey": "people"},
    "checkbox": {},
    "checklist": {"values": ["a", "b"]},
    "dynamiclist": {"components": [{"type": "textfield", "key": "title", "label": "Title"}]},
}


def form(type_: str) -> forms.Form:
    key = {"path" if type_ == "dynamiclist" else "key": "asked"}
    component = {"type": type_, "label": "Asked", **key, **TYPES[type_]}
    content = json.dumps({"components": [component]}).encode()
    return forms.read({"forms/loan.form": content})["loan"]


@pytest.mark.parametrize("type_", TYPES)
def test_an_odd_value_is_a_problem_or_no_more_than_a_plain_answer(
    type_: str, evaluate: forms.Evaluate
) -> None:
    """Given each odd value, then nothing is kept that no process could keep."""
    asked, context = form(type_), {"people": ["a"], "role": "x"}
    for kind, value in VALUES.items():
        with in_time():
            kept, problems = forms.check(
                asked,
                {"asked": value},
                sections=None,
                context=context,
                reviewed=None,
                evaluate=evaluate,
            )
        if not problems:
            check_value(kept, kind)
            assert kept.get("asked") != value or isinstance(value, str | bool | list), kind


@pytest.mark.parametrize("type_", TYPES)
def test_a_page_is_shown_whatever_was_kept_as_a_draft(type_: str, evaluate: forms.Evaluate) -> None:
    [section] = form(type_).sections
    for value in VALUES.values():
        for reviewed in (None, {"asked": value}):
            with in_time():
                bound = forms.bind(
                    section,
                    context={"people": value},
                    saved={"asked": value},
                    reviewed=reviewed,
                    evaluate=evaluate,
                    validate=True,
                )
            assert isinstance(bound.rows, list)


@pytest.mark.parametrize(
    "answers",
    [
        {"typename": "x"},
        {"__proto__": {"asked": "a"}},
        {"asked": "a", "\0": "b"},
        {"a" * 10_000: "b"},
        {1: "a"},
        {f"a{n}": n for n in range(10_000)},
    ],
)
def test_questions_nobody_asked_are_problems(
    answers: dict[Any, Any], evaluate: forms.Evaluate
) -> None:
    given: dict[str, Any] = {"sections": None, "context": {}, "reviewed": None}
    with in_time():
        _, problems = forms.check(form("textfield"), answers, evaluate=evaluate, **given)
    assert problems
    assert all(len(problem.field) <= 60 for problem in problems)
