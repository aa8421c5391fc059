"""A form that asks a decision, and what is said when it cannot."""

from __future__ import annotations

import json
from typing import Any

import pytest

ASSIGNEE = 'name="assignee" value="reader"/>'
BOOK = {"type": "textfield", "key": "book", "label": "Book"}
DAYS = {"type": "number", "key": "days", "label": "Days"}
Component = dict[str, Any]


def form(*components: Component, **decisions: str) -> str:
    return json.dumps({"type": "default", "decisions": decisions, "components": components})


def hidden(component: Component, hide: str) -> Component:
    return {**component, "conditional": {"hide": hide}}


def judged(spoilt: Any, content: str, context: str = "{}") -> list[tuple[str, str]]:
    """What is said of the form when its user task gives it this context."""
    given = f'{ASSIGNEE}<spiffworkflow:property name="context" value="{context}"/>'
    files = {"forms/choose.form": content}
    found = spoilt("loan.bpmn", ASSIGNEE, given, files=files)
    assert all(f.file == "forms/choose.form" and f.remedy for f in found)
    return [(f.element, f.sentence) for f in found]


def test_its_value_is_known_under_its_name(spoilt: Any) -> None:
    shown = hidden(BOOK, '=rated != "good"')
    assert judged(spoilt, form(shown, DAYS, rated="rating")) == []
    assert judged(spoilt, form(shown, rated="rating"), "{days: 3}") == []


def test_a_decision_that_is_not_there(spoilt: Any) -> None:
    [(element, sentence)] = judged(spoilt, form(BOOK, rated="ratings"))
    assert (element, sentence) == ("rated", 'There is no decision "ratings".')


def test_a_decision_that_looks_at_what_the_section_does_not_know(spoilt: Any) -> None:
    [(element, sentence)] = judged(spoilt, form(BOOK, rated="rating"))
    assert element == "rated"
    assert '"rating"' in sentence
    assert "days" in sentence


def test_nothing_is_said_where_the_context_cannot_be_read_off(spoilt: Any) -> None:
    assert judged(spoilt, form(BOOK, rated="rating"), "context merge([parameters])") == []


def test_a_name_that_the_context_has_too(spoilt: Any) -> None:
    [(element, sentence)] = judged(spoilt, form(BOOK, DAYS, rated="rating"), "{rated: 1}")
    assert element == "rated"
    assert "context" in sentence


def test_a_question_that_hides_itself_through_a_decision(spoilt: Any) -> None:
    circle = form(BOOK, hidden(DAYS, '=rated = "good"'), rated="rating")
    [(element, sentence)] = judged(spoilt, circle)
    assert element == "days"
    assert "depends on itself" in sentence


def test_what_every_section_asks_is_said_once(spoilt: Any) -> None:
    page = json.dumps({"components": [BOOK]})
    toml = 'title = "T"\norder = ["a", "b"]\ntitles = {a = "A", b = "B"}\n'
    toml += '[decisions]\nrated = "rating"\n'
    files = {"forms/choose/form.toml": toml}
    files |= {f"forms/choose/{key}.form": page for key in "ab"}
    told = spoilt(files=files, without=["forms/choose.form"])
    [found] = [f for f in told if f.rule == "form-decisions"]
    assert (found.file, found.element) == ("forms/choose/form.toml", "rated")


@pytest.mark.parametrize(
    ("setting", "wrong"), [("12", False), ('"12"', True), ("0", True), ("true", True)]
)
def test_how_much_explains_a_difference_is_a_whole_number(
    spoilt: Any, setting: str, wrong: bool
) -> None:
    toml = 'title = "T"\norder = ["a"]\nexplain_min_length = "parameters.d"\n[titles]\na = "A"\n'
    files = {
        "forms/choose/form.toml": toml,
        "forms/choose/a.form": json.dumps({"components": [BOOK]}),
    }
    given, gone = f"d = {setting}\n", ["forms/choose.form"]
    told = spoilt("bundle.toml", "d = 1\n", given, files=files, without=gone)
    found = [f for f in told if f.rule == "form-settings"]
    assert [f.element for f in found] == ["explain_min_length"] * wrong
