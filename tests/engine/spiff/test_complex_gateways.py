"""The complex gateway: goes on when its condition is true, swallows the rest, begins anew."""

from __future__ import annotations

from typing import Any

import pytest

from .drawing import findings
from .sketching import done, sketch, stuck, tell

INTO = ("user a", "user b", "user c", "s > a > g", "s > b > g", "s > c > g")


def gate(condition: str) -> str:
    return f"complex g::<activationCondition>{condition}</activationCondition>"


def test_two_of_three_are_enough_and_the_third_is_swallowed(host: Any) -> None:
    told = tell(host, gate("activationCount &gt;= 2"), "user t", *INTO, "g > t > e").start()
    assert told.submit("c").reload().names() == ["a", "b"]
    assert told.submit("a").reload().names() == ["b", "t"]
    assert told.submit("b").reload().names() == ["t"]
    assert told.submit("t").outcome == "completed"


def test_the_gateway_ends_with_the_last_token_it_swallows(host: Any) -> None:
    told = tell(host, gate("activationCount &gt;= 1"), *INTO, "g > e").start()
    told.submit("a").reload().submit("b").reload()
    assert (told.outcome, stuck(told)) == ("active", [])
    assert told.submit("c").outcome == "completed"


def test_after_the_reset_it_begins_anew(host: Any) -> None:
    lines = (gate("activationCount &gt;= 1"), "task t", "xor x default=x_e", "xor m", "and f")
    flows = ("s > m > f > a > g > t > x > e", "f > b > g", "x > m ? turn = 1")
    told = tell(host, *lines, "user a", "user b", *flows).start(turn=1)
    told.submit("a").reload()
    assert told.names() == ["a", "b", "b"]
    told.variables["turn"] = 0
    assert done(told.submit("b")) == ["b"]
    assert done(told.reload().submit("b")) == ["b", "g", "t", "x"]
    assert told.reload().submit("a").outcome == "completed"


def test_it_may_ask_for_variables_and_is_asked_again_when_they_change(host: Any) -> None:
    lines = (gate("activationCount &gt;= needed"), "user t", "user other", "s > other > e")
    told = tell(host, *lines, "user a", "s > a > g > t > e", "task b", "s > b > g").start(needed=3)
    told.submit("a").reload()
    assert (told.names(), stuck(told)) == (["other"], [])
    told.variables["needed"] = 2
    assert told.submit("other").names() == ["t"]


def test_a_condition_that_never_becomes_true_is_a_deadlock(host: Any) -> None:
    told = tell(host, gate("activationCount &gt;= 4"), *INTO, "g > e").start()
    assert stuck(told.submit("a").submit("b").reload()) == []
    assert stuck(told.submit("c").reload()) == ["g"]


def test_a_condition_that_fails_is_one_problem_and_can_be_retried(host: Any) -> None:
    told = tell(host, gate("activationCount &gt;= needed"), *INTO, "g > e").start(needed="x")
    told.submit("a").submit("b").reload()
    assert (told.problem().element_id, told.problem().kind) == ("g", "expression")
    told.variables["needed"] = 2
    told.execution.retry(told.problem().task_id)
    told.execution.run()
    assert told.reload().execution.problems() == []
    assert told.submit("c").outcome == "completed"


@pytest.mark.parametrize(("n", "reached"), [(0, ["d"]), (1, ["a"]), (2, ["a", "b"])])
def test_it_splits_like_an_inclusive_gateway(host: Any, n: int, reached: list[str]) -> None:
    ways = ("g > a ? n &gt; 0", "g > b ? n &gt; 1", "g > d", "a > e", "b > e", "d > e")
    told = tell(host, "complex g default=g_d", "user a", "user b", "user d", "s > g", *ways)
    assert told.start(n=n).reload().names() == reached


def test_a_flow_without_condition_is_taken_beside_the_others(host: Any) -> None:
    ways = ("g > a ? n &gt; 0", "g > b", "a > e", "b > e")
    told = tell(host, "complex g", "user a", "user b", "s > g", *ways).start(n=1)
    assert told.reload().names() == ["a", "b"]


def test_the_reset_may_lead_somewhere_else(host: Any) -> None:
    ways = ("g > t ? waitingForStart", "g > late ? not(waitingForStart)", "t > e", "late > e")
    lines = (gate("activationCount &gt;= 1"), "user t", "user late", "user a", "user b")
    told = tell(host, *lines, "s > a > g", "s > b > g", *ways).start()
    assert told.submit("a").reload().names() == ["b", "t"]
    assert told.submit("b").reload().names() == ["late", "t"]


def test_a_join_that_does_not_say_when_is_refused() -> None:
    [found] = findings(sketch("complex g", "s > g > e", "s > g"))
    assert (found.element, "when it goes on" in found.sentence) == ("g", True)
