"""Variables and answers made to be something else when they are read again."""

from __future__ import annotations

from typing import Any

import pytest

from engine.expressions import UnsafeValue, check_value
from engine.rehearsal import Plan, play
from tests.engine.spiff.drawing import line
from tests.hostile.material import bundle, in_time

DEEP: Any = 1
for _ in range(2_000):
    DEEP = [DEEP]
REFUSED: dict[str, Any] = {
    "a type of the library": {"typename": "datetime", "value": "2026-01-01"},
    "a prototype": {"__proto__": {"admin": True}},
    "no number": float("nan"),
    "a number without end": float("inf"),
    "half a character": "\ud800",
    "a code object": compile("1", "x", "eval"),
    "what is nested too deeply": DEEP,
    "names that are none": {1: "a"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_value_that_would_be_read_otherwise_is_refused(name: str) -> None:
    with in_time(), pytest.raises(UnsafeValue):
        check_value({"given": REFUSED[name]}, "the answers")


@pytest.mark.parametrize("name", sorted(REFUSED.keys() - {"names that are none"}))
def test_a_process_does_not_begin_with_it(name: str) -> None:
    plan = Plan(variables={"given": REFUSED[name]})
    with in_time(), pytest.raises(UnsafeValue, match="the variables to start with"):
        play(bundle(line('<task id="t"/>')), plan)
