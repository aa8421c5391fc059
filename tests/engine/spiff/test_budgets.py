"""Time and memory: a step that takes too much of either is stopped as a whole, by name."""

from __future__ import annotations

import time
from typing import Any

import pytest

from engine.spiff import BudgetExceeded, Execution, budgets

from .conftest import Story, TestHost
from .undoing import definitions, each, row, user


def script(id: str, feel: str) -> str:
    return f'<scriptTask id="{id}"><script>{feel}</script></scriptTask>'


def test_variables_that_grow_past_the_limit_are_named(
    host: TestHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "MOST_BYTES", 10_000)
    story = Story(definitions(row(script("a", "{ words: words + words }"))), "p", host)
    with pytest.raises(BudgetExceeded, match="largest variables are words"):
        story.start(words="x" * 6_000, small=1)


def test_they_are_measured_over_several_steps(
    host: TestHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "MOST_BYTES", 10_000)
    more = script("a", "{ more: words }")
    story = Story(definitions(row(user("u"), more, user("v"))), "p", host)
    story.start(words="x" * 6_000).reload()
    with pytest.raises(BudgetExceeded, match="words, more"):
        story.submit("u")


def test_what_replaces_something_is_not_counted_twice(
    host: TestHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "MOST_BYTES", 10_000)
    twice = script("a", "{ words: words }") + script("b", "{ words: words }")
    flows = '<startEvent id="s"/><endEvent id="e"/>' + "".join(
        f'<sequenceFlow id="{a}{b}" sourceRef="{a}" targetRef="{b}"/>'
        for a, b in ("sa", "ab", "be")
    )
    story = Story(definitions(twice, flows), "p", host).start(words="x" * 6_000)
    assert story.outcome == "completed"


def test_a_state_that_is_too_large_is_never_saved(
    host: TestHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(definitions(row(user("u"))), "p", host).start(words="x" * 6_000)
    monkeypatch.setattr(budgets, "MOST_BYTES", 5_000)
    with pytest.raises(BudgetExceeded, match="words"):
        story.execution.save()


def test_many_expressions_within_one_step_end_with_its_time(
    host: TestHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "MOST_SECONDS", 0.2)
    slow = '<property name="due" value="count(for i in 1..20000 return i * thing)"/>'.replace(
        "property", "spiffworkflow:property"
    )
    body = (
        f'<userTask id="u"><extensionElements><spiffworkflow:properties>{slow}'
        f"</spiffworkflow:properties></extensionElements>{each('things', 'thing')}</userTask>"
    )
    began = time.process_time()
    story: Any = Story(definitions(row(body)), "p", host)
    with pytest.raises(BudgetExceeded, match="seconds"):
        story.start(things=list(range(1000)))
    assert time.process_time() - began < 6


def test_each_step_has_its_own_time(host: TestHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "MOST_SECONDS", 0.3)
    read = definitions(row(user("u"), script("a", "{ x: 1 }"), user("v")))
    execution = Execution.start(read, "p", {}, host)
    execution.run()
    time.sleep(0.4)
    [wait] = execution.waits().user_tasks.values()
    execution.complete(
        wait.task_id, {"answers": {}, "submission": "s", "by": "amy", "at": host.now}
    )
    execution.run()
    assert execution.variables["x"] == 1
