"""Token quantities: several tokens start an activity, several leave it."""

from __future__ import annotations

from typing import Any

import pytest

from .drawing import findings
from .sketching import done, sketch, stuck, tell


def test_an_activity_gives_as_many_tokens_as_it_says_and_takes_them(host: Any) -> None:
    lines = ("task a completionQuantity=2", "user b", "task c startQuantity=2", "s > a > b > c > e")
    told = tell(host, *lines).start()
    assert told.reload().names() == ["b", "b"]
    told.submit("b").reload().submit("b")
    assert done(told)[-2:] == ["b", "c"]
    assert told.outcome == "completed"


def test_tokens_are_counted_whatever_flow_they_come_by(host: Any) -> None:
    lines = ("task c startQuantity=2", "user a", "user b", "s > a > c > e", "s > b > c")
    told = tell(host, *lines).start().submit("a").reload()
    assert stuck(told) == []
    assert done(told.submit("b"))[-1] == "c"
    assert told.outcome == "completed"


def test_a_quantity_holds_for_the_activity_not_for_each_instance_of_its_loop(host: Any) -> None:
    loop = (
        "<multiInstanceLoopCharacteristics>"
        "<loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>"
    )
    lines = ("task c startQuantity=2 completionQuantity=2::" + loop, "task d")
    told = tell(host, *lines, "s > c > d > e", "s > c").start()
    assert done(told) == ["c", "c", "c", "d", "d"]
    assert told.outcome == "completed"


def test_an_activity_that_fails_on_arrival_keeps_the_tokens_it_took(host: Any) -> None:
    prop = '<spiffworkflow:property name="assignee" value="who"/>'
    inner = f"<spiffworkflow:properties>{prop}</spiffworkflow:properties>"
    told = tell(
        host,
        f"user c startQuantity=2::<extensionElements>{inner}</extensionElements>",
        *("s > c > e", "s > c"),
    ).start(who=1)
    told.reload()
    told.variables["who"] = "amy"
    told.execution.retry(told.problem().task_id)
    assert told.names() == ["c"]


def test_too_few_tokens_are_reported_when_no_more_can_come(host: Any) -> None:
    lines = ("user a", "task c startQuantity=3", "s > a > c > e", "s > c")
    told = tell(host, *lines).start()
    assert stuck(told) == []
    assert stuck(told.submit("a").reload()) == ["c"]


def test_a_loop_may_bring_the_tokens_that_are_lacking(host: Any) -> None:
    lines = ("user c startQuantity=2", "s > c > e", "s > c", "s > c", "c > c")
    told = tell(host, *lines).start()
    assert (told.names(), stuck(told)) == (["c"], [])
    assert told.reload().submit("c").names() == ["c"]
    assert stuck(told.submit("c")) == ["c"]


@pytest.mark.parametrize("name", ["startQuantity", "completionQuantity"])
@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5", "99999", ""])
def test_what_is_not_a_number_from_1_is_refused(name: str, number: str) -> None:
    [found] = findings(sketch(f"task t {name}={number}", "s > t > e"))
    assert (found.element, name in found.sentence) == ("t", True)
