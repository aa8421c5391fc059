"""Cells, requirements and failures of decisions."""

from __future__ import annotations

import time
from datetime import date

import pytest

from engine.decisions import DecisionFailed, evaluate, explain, read
from engine.expressions import Settings
from tests.engine.decisions.tiny import decisions, literal, table, xml


@pytest.mark.parametrize(
    ("cell", "value", "applies"),
    [
        ('"a","b"', "b", True),
        ('not("a","b")', "b", False),
        ("[1..5]", 5, True),
        ("< 3, > 7", 8, True),
        ("-", None, True),
        ("", "anything", True),
        ("> 3", None, False),
        ("null", None, True),
        ('date("2026-12-25")', date(2026, 12, 25), True),
        ("> today()", date(2026, 12, 1), False),
        ("? > limit", 8, True),
        ("> limit", 8, True),
        ('list contains(?, "plan")', ["plan", "care"], True),
    ],
)
def test_a_cell_as_the_editor_writes_it(
    cell: str, value: object, applies: bool, settings: Settings
) -> None:
    known = decisions(table(["x"], [(cell, '"yes"')]))

    found = evaluate(known, "answer", {"x": value, "limit": 7}, settings)

    assert found == ("yes" if applies else None)


def test_a_decision_sees_the_values_of_those_it_requires(settings: Settings) -> None:
    """Given an expression, a table on it and a table on both, then all are worked out in one go."""
    known = decisions(
        literal("months", "months_between(opened, today())"),
        table(["months"], [("< 3", '"under"'), (">= 3", '"over"')], id="band", requires=["months"]),
        table(
            ["band", "kind"],
            [('"over"', '"CP"', '"full"'), ("-", "-", '"short"')],
            id="form",
            policy="FIRST",
            requires=["band", "months"],
        ),
    )
    data = {"opened": date(2026, 6, 1), "kind": "CP", "unused": object()}

    assert evaluate(known, "form", data, settings) == "full"
    assert evaluate(known, "band", data, settings) == "over"
    assert explain(known, "form", data, settings).rules[0].number == 1


def test_an_expression_may_be_a_whole_decision(settings: Settings) -> None:
    known = decisions(literal("due", "working_days_from(today(), 10)"))

    assert explain(known, "due", {}, settings).value == date(2026, 12, 15)
    assert explain(known, "due", {}, settings).rules == ()


@pytest.mark.parametrize(
    ("known", "place", "reason"),
    [
        (table(["absent"], [("1", "1")]), "input 1", 'there is no "absent"'),
        (
            table(["x"], [("-", "1"), ('"a"', "1")], policy="COLLECT"),
            "rule 2, input 1",
            "a number cannot be compared with text",
        ),
        (table(["x"], [("-", "absent")]), "rule 1, output 1", 'there is no "absent"'),
        (table(["x"], [("9", "1")], default="absent"), "default of output 1", "absent"),
        (
            table(["x"], [("-", "1")], allowed="1, 2"),
            "input 1",
            "the value is not one of those the column allows",
        ),
        (literal("answer", "x.y.z + upper case(x)"), "expression", '"y" cannot be read'),
    ],
)
def test_a_failure_names_the_place_and_no_value(
    known: str, place: str, reason: str, settings: Settings
) -> None:
    with pytest.raises(DecisionFailed) as failure:
        evaluate(decisions(known), "answer", {"x": 4711}, settings)

    assert failure.value.place == place
    assert reason in str(failure.value)
    assert "4711" not in str(failure.value)


def test_a_failure_in_a_required_decision_names_that_decision(settings: Settings) -> None:
    known = decisions(literal("months", "absent"), literal("band", "months > 3", ["months"]))

    with pytest.raises(DecisionFailed, match="decision 'months', expression: there is no"):
        evaluate(known, "band", {}, settings)


def test_a_decision_that_is_not_there_fails(settings: Settings) -> None:
    with pytest.raises(DecisionFailed, match="there is no such decision"):
        evaluate(decisions(), "absent", {}, settings)


def test_a_list_of_decisions_will_do(settings: Settings) -> None:
    known = read(xml(literal("due", "1 + 1")), "tiny.dmn")

    assert evaluate(known, "due", {}, settings) == 2


def test_a_cell_that_never_ends_is_stopped(settings: Settings) -> None:
    slow = "count(flatten(for i in 1..2000 return for j in 1..2000 return i)) > 0"

    with pytest.raises(DecisionFailed, match=r"longer than one second|too much memory"):
        evaluate(decisions(literal("answer", slow)), "answer", {}, settings)


def test_a_hundred_rules_take_a_few_milliseconds(settings: Settings) -> None:
    known = decisions(table(["x"], [(str(n), str(n)) for n in range(100)]))
    assert evaluate(known, "answer", {"x": 99}, settings) == 99

    begun = time.process_time()
    for _ in range(20):
        evaluate(known, "answer", {"x": 99}, settings)

    assert (time.process_time() - begun) / 20 < 0.01
