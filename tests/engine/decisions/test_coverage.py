"""Which inputs the rules of a table leave out, share or never reach, and what cannot be judged."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from engine.decisions import coverage, read
from engine.decisions.logic import Table
from tests.engine.decisions.tiny import table, xml

Rows = Sequence[Sequence[str]]


def drawn(inputs: Sequence[str], rules: Rows, policy: str = "UNIQUE", **more: str) -> Table:
    """A table as it is read from a file."""
    [decision] = read(xml(table(inputs, rules, policy=policy, **more)), "a.dmn")
    assert decision.table is not None
    return decision.table


AGES = [("< 18", "1"), ("[18..65)", "2"), (">= 65", "3")]


def test_rules_side_by_side_leave_nothing_out_and_share_nothing() -> None:
    found = drawn(["age"], AGES)

    assert coverage.gap(found) is None
    assert coverage.overlaps(found) == []
    assert coverage.unreachable(found) == []


@pytest.mark.parametrize(
    ("rules", "example"),
    [
        ([("< 18", "1"), ("> 18", "2")], "age = 18"),
        ([("<= 18", "1"), (">= 19", "2")], "age = 18.5"),
        ([(">= 0", "1")], "age = -1"),
        ([('date("2026-01-01")', "1"), ('> date("2026-01-01")', "2")], "age = 2025-12-31"),
        ([('"a","b"', "1")], "age = any other text"),
        ([("true", "1")], "age = false"),
        ([("not(1)", "1")], "age = 1"),
    ],
)
def test_inputs_without_a_rule_are_shown_by_an_example(rules: Rows, example: str) -> None:
    found = coverage.gap(drawn(["age"], rules))

    assert found is not None
    assert found.example == example


def test_the_allowed_values_and_a_default_close_gaps() -> None:
    rules = [('"a"', "1"), ('"b"', "2")]

    assert coverage.gap(drawn(["kind"], rules)) is not None
    assert coverage.gap(drawn(["kind"], rules, allowed='"a","b"')) is None
    assert coverage.gap(drawn(["kind"], rules, default="0")) is None
    assert coverage.gap(drawn(["kind"], rules, policy="COLLECT")) is None


def test_between_whole_numbers_and_days_lies_nothing() -> None:
    whole = xml(table(["n"], [("<= 18", "1"), (">= 19", "2")])).replace(
        b"<inputExpression ", b'<inputExpression typeRef="integer" '
    )
    [decision] = read(whole, "a.dmn")
    days = drawn(["d"], [('<= date("2026-01-31")', "1"), ('>= @"2026-02-01"', "2")])

    assert decision.table is not None
    assert coverage.gap(decision.table) is None
    assert coverage.gap(days) is None


def test_two_rules_of_a_unique_table_that_meet_are_named_with_an_example() -> None:
    rules = [("< 20", "-", "1"), ("[10..30]", '"a"', "2"), ("> 30", "-", "3")]

    [found] = coverage.overlaps(drawn(["age", "kind"], rules))

    assert (found.one.number, found.other.number) == (1, 2)
    assert found.example == 'age = 10, kind = "a"'


def test_rules_of_any_may_meet_when_they_agree() -> None:
    assert coverage.overlaps(drawn(["n"], [("> 1", "7"), ("> 2", "7")], "ANY")) == []
    assert len(coverage.overlaps(drawn(["n"], [("> 1", "7"), ("> 2", "8")], "ANY"))) == 1


def test_a_rule_below_others_that_take_all_its_inputs_never_answers() -> None:
    rules = [("< 10", "1"), (">= 5", "2"), ("[0..20]", "3"), ("-", "4")]

    found = coverage.unreachable(drawn(["n"], rules, "FIRST"))

    assert [(one.rule.number, one.above) for one in found] == [(3, True), (4, True)]


def test_a_rule_that_no_allowed_value_passes_never_answers_unless_it_is_switched_off() -> None:
    misspelt = drawn(["kind"], [('"a"', "1"), ('"A"', "2")], allowed='"a","b"')
    switched = drawn(["true", "n"], [("true", "-", "1"), ("false", "-", "2")], "FIRST")

    assert [(one.rule.number, one.above) for one in coverage.unreachable(misspelt)] == [(2, False)]
    assert coverage.unreachable(switched) == []


@pytest.mark.parametrize("cell", ["limit", "? > 3", "> limit", "1, limit", "not(limit)", '1, "a"'])
def test_what_cannot_be_judged_is_passed_over(cell: str) -> None:
    found = drawn(["n"], [(cell, "1"), (cell, "2")])

    assert coverage.gap(found) is None
    assert coverage.overlaps(found) == []
    assert coverage.unreachable(found) == []


def test_many_columns_end_in_time() -> None:
    names = [f"x{n}" for n in range(12)]
    rules = [(*(f"{n * m % 7}" for m in range(12)), "1") for n in range(100)]

    coverage.gap(drawn(names, rules))
    assert coverage.unreachable(drawn(names, rules, "FIRST")) != []
