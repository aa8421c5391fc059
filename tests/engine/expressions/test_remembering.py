"""Answers are remembered; what is passed and remembered by is what a text can see, no more."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from engine import expressions
from engine.calendar import Calendar
from engine.decisions import evaluate as decide
from engine.expressions import Settings, machine
from tests.engine.decisions.tiny import decisions, table

PARAMETERS = {"due_at": "17:00", "days": 5, "long": list(range(500))}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the machine is asked from now on; nothing is remembered of before."""
    messages: list[dict[str, Any]] = []
    told = machine._told

    def telling(one: machine.Machine, message: str) -> Any:
        messages.append(json.loads(message))
        return told(one, message)

    machine._remembered.cache_clear()
    monkeypatch.setattr(machine, "_told", telling)
    return messages


def values(asked: list[dict[str, Any]]) -> list[Any]:
    return [message["v"] for message in asked if "v" in message]


def test_the_same_question_is_asked_once(settings: Settings, asked: list[dict[str, Any]]) -> None:
    later = replace(settings, now=settings.now + timedelta(days=1))
    given = {"grades": ["good", "good"]}

    found = [expressions.evaluate("grades[1]", given, at) for at in (settings, later, settings)]

    assert found == ["good"] * 3
    assert values(asked) == [given]


def test_an_answer_does_not_outlive_the_day_or_the_calendar(settings: Settings) -> None:
    later = replace(settings, now=settings.now + timedelta(days=1))
    closed = replace(settings, calendar=Calendar(closures=frozenset({date(2026, 12, 2)})))
    days = ["today()", 'working_days_from(date("2026-12-01"), 1)']

    found = [
        [expressions.evaluate(day, {}, at) for at in (settings, later, closed)] for day in days
    ]

    first, second, third = (date(2026, 12, day) for day in (1, 2, 3))
    assert found == [[first, second, first], [second, second, third]]


def test_who_asks_for_the_day_is_answered_once_a_day(
    settings: Settings, asked: list[dict[str, Any]]
) -> None:
    later = replace(settings, now=settings.now + timedelta(minutes=1))

    days = [expressions.evaluate("today()", {}, at) for at in (settings, later)]
    instants = [expressions.evaluate("now()", {}, at) for at in (settings, later)]

    assert days[0] == days[1]
    assert instants[1] == instants[0] + timedelta(minutes=1)  # type: ignore[operator]
    assert len(values(asked)) == 3


def test_a_decision_that_asks_for_the_day_is_asked_anew_each_day(settings: Settings) -> None:
    known = decisions(table(["x"], [("> today()", '"later"'), ("<= today()", '"now"')]))
    given = {"x": date(2026, 12, 2)}

    at = (settings, replace(settings, now=settings.now + timedelta(days=1)))
    assert [decide(known, "answer", given, one) for one in at] == ["later", "now"]


def test_what_came_back_is_the_caller_s_own(settings: Settings) -> None:
    first = expressions.evaluate("[{a: [1]}]", {}, settings)
    assert isinstance(first, list)
    first[0]["a"].append(2)

    assert expressions.evaluate("[{a: [1]}]", {}, settings) == [{"a": [1]}]


def test_of_a_record_only_the_entries_a_text_names_are_passed(
    settings: Settings, asked: list[dict[str, Any]]
) -> None:
    text = "parameters.days + 1 > 5 and parameters . due_at != null and parameters.none = null"
    assert expressions.evaluate(text, {"parameters": PARAMETERS}, settings) is True
    assert values(asked) == [{"parameters": {"due_at": "17:00", "days": 5}}]


@pytest.mark.parametrize(
    "text",
    [
        "count(get entries(parameters)) - parameters.days + 2",
        "{all: parameters, one: parameters.days}.all.days",
    ],
)
def test_a_record_that_is_looked_at_whole_is_passed_whole(text: str, settings: Settings) -> None:
    assert expressions.evaluate(text, {"parameters": PARAMETERS}, settings) in (0, 5)


def test_long_questions_are_not_kept(settings: Settings, asked: list[dict[str, Any]]) -> None:
    given = {"words": ["x" * 100] * 30}
    found = [expressions.evaluate("count(words)", given, settings) for _ in range(2)]
    assert found == [30, 30]
    assert len(values(asked)) == 2
    assert machine._remembered.cache_info().currsize == 0
