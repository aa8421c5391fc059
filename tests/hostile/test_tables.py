"""Decision tables made to take for ever, to ask each other for ever, or to reach out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.checks import check_file
from engine.decisions import DecisionFailed, DecisionRefused, evaluate
from engine.expressions import ExpressionFailed, Settings, machine
from tests.engine.decisions.tiny import decisions, table, xml
from tests.engine.spiff.conftest import TestHost
from tests.hostile.material import errors, in_time

CELLS = (
    "for i in 1..1000000000 return i",
    "count(for i in 1..100000000 return i)",
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
    "?.constructor.constructor",
    "(" * 5_000 + "1" + ")" * 5_000,
)


@pytest.fixture
def settings() -> Settings:
    host = TestHost()
    return Settings(now=host.now, calendar=host.calendar)


@pytest.fixture(autouse=True)
def _short_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A tenth of the time, so that the bombs are quick."""
    monkeypatch.setattr(machine, "SECONDS", 0.1)
    machine.machines.forget()
    yield
    machine.machines.forget()


@pytest.mark.parametrize("cell", CELLS, ids=range(len(CELLS)))
def test_a_cell_that_never_ends_fails_and_the_next_decision_is_made(
    cell: str, settings: Settings
) -> None:
    with in_time(), pytest.raises((DecisionFailed, DecisionRefused, ExpressionFailed)):
        evaluate(decisions(table(["days"], [(cell, "1")])), "answer", {"days": 1}, settings)
    fine = decisions(table(["days"], [("-", "2")]))
    assert evaluate(fine, "answer", {"days": 1}, settings) == 2


def test_decisions_that_need_each_other_are_refused() -> None:
    both = table(["b"], [("-", "1")], id="a", outputs=("a",), requires=["b"]) + table(
        ["a"], [("-", "1")], id="b", outputs=("b",), requires=["a"]
    )
    assert errors(check_file("a.dmn", xml(both)))


def test_a_table_of_ten_thousand_rules_is_refused_in_time() -> None:
    many = table(["days"], [(str(n), str(n)) for n in range(10_000)])
    with in_time():
        [wrong] = errors(check_file("a.dmn", xml(many)))
    assert "10000 rules" in wrong.sentence
