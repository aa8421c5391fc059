"""State: what is open and the variables; and it makes no difference to go through it."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.spiff import STATE_VERSION, Execution, StateUnreadable

from .conftest import Story
from .undoing import definitions, each, inside, row, user

STARTS: dict[str, dict[str, Any]] = {
    "approval": {"price": 3, "manager": "mia"},
    "reminders": {"issued_on": date(2026, 12, 1)},
    "cycles": {},
    "deadline": {},
    "parallel": {},
    "inclusive": {"wanted": ["police", "health"]},
    "messages": {"case": "C"},
    "race": {"case": "C"},
    "withdrawn": {"case": "C"},
    "notes": {"case": "C"},
    "weekly": {},
    "escalating": {},
    "sub_process": {},
    "calling": {},
    "calling_twice": {},
    "perhaps": {"wanted": True},
    "terminating": {},
    "many": {"items": [{"by": "amy"}, {"by": "ben"}]},
    "one_by_one": {"items": ["amy", "ben"]},
    "first_two": {},
    "many_inside": {"items": [1, 2, 3]},
    "failing": {},
    "uneven": {"n": 2},
}
ANSWERS = {"approved": "yes", "value": 2, "grade": "good", "shade": "ish", "n": 1}
moves = st.lists(st.tuples(st.sampled_from(["submit", "wait", "deliver"]), st.integers(0, 4)))


def play(told: Any, move: str, number: int) -> None:
    waits = told.execution.waits()
    if move == "wait":
        told.host.now += timedelta(hours=9 * number)
        told.execution.fire_timers()
    elif move == "submit" and waits.user_tasks:
        task = list(waits.user_tasks.values())[number % len(waits.user_tasks)]
        extra = {"answers": ANSWERS, "submission": "s", "by": "amy", "at": told.host.now}
        told.execution.complete(task.task_id, extra)
    elif move == "deliver" and waits.messages:
        wait = list(waits.messages.values())[number % len(waits.messages)]
        told.execution.deliver(wait.message, wait.key, {"age": 3, "text": "hello"})
    told.execution.run()


def seen(told: Any) -> list[Any]:
    """What can be told from outside, ids left out: they are drawn anew in each run."""
    waits, execution = told.execution.waits(), told.execution
    return [
        execution.outcome,
        dict(execution.variables),
        [(t.element_id, t.assignee, t.due, t.context) for t in waits.user_tasks.values()],
        [(t.element_id, t.due) for t in waits.timers.values()],
        [(m.element_id, m.message, m.key) for m in waits.messages.values()],
        [(p.element_id, p.kind, p.sentence) for p in execution.problems()],
        [(s.element_id, s.state) for s in execution.take_steps()],
        execution.take_thrown(),
    ]


@pytest.mark.parametrize("name", STARTS)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=moves)
def test_saving_and_restoring_between_any_two_steps_changes_nothing(
    story: Any, name: str, moves: list[tuple[str, int]]
) -> None:
    straight, through = story(name), story(name)
    straight.host = type(straight.host)()
    through.host = type(through.host)()
    straight.start(**STARTS[name])
    through.start(**STARTS[name])
    assert seen(straight) == seen(through)
    for move, number in moves:
        play(straight, move, number)
        play(through.reload(), move, number)
        assert seen(straight) == seen(through)
        assert_alive(straight)


def assert_alive(told: Any) -> None:
    """An open instance waits for something, or has a problem a person can see."""
    waits = told.execution.waits()
    waiting = [*waits.user_tasks, *waits.timers, *waits.messages, *waits.services]
    assert told.outcome != "active" or waiting or told.execution.problems()


def test_every_type_survives(story: Any) -> None:
    values = {
        "day": date(2026, 12, 1),
        "moment": datetime(2026, 12, 1, 9, 30, 15, 250, tzinfo=UTC),
        "clock": time(9, 30),
        "span": timedelta(days=1, seconds=2, microseconds=3),
        "price": Decimal("1.10"),
        "deep": [{"day": date(2026, 1, 1), "none": None, "yes": True, "n": 1.5}],
    }
    told = story("deadline").start(**values).reload()
    assert {name: told.variables[name] for name in values} == values


def test_the_state_is_small_and_holds_neither_spec_nor_past(story: Any) -> None:
    told = story("one_by_one").start(items=["amy"] * 20)
    before = len(told.execution.save())
    for _ in range(15):
        told.reload().submit("review", grade="good")
    content = zlib.decompress(told.execution.save())
    assert len(told.execution.save()) < before + 200
    assert b"conditionExpression" not in content
    assert json.loads(content)["state_version"] == STATE_VERSION


def test_the_state_of_another_release_is_refused(story: Any, host: Any) -> None:
    told = story("deadline").start()
    content = json.loads(zlib.decompress(told.execution.save()))
    content["state_version"] = 99
    blob = zlib.compress(json.dumps(content).encode())
    with pytest.raises(StateUnreadable, match="version 99"):
        Execution.restore(told.definitions, "deadline", blob, host)


def test_two_branches_never_share_what_is_inside_a_value(story: Any) -> None:
    told = story("parallel").start(case={"grades": [1, 2]})
    given = told.variables["case"]
    told.submit("left", value=1).submit("right", value=2)
    assert given == {"grades": [1, 2]}


def test_sub_processes_are_found_again_in_the_order_in_which_they_began(host: Any) -> None:
    twice = each("pair", "one")
    two = inside("sub", twice, row(user("a"), user("b"), prefix="i"))
    story = Story(definitions(row(two)), "p", host).start(pair=[1, 2])
    first = next(iter(story.execution.waits().user_tasks))
    story.execution.complete(first, {"answers": {}, "submission": "s", "by": "amy", "at": 1})
    story.execution.run()
    before = zlib.decompress(story.execution.save())
    assert zlib.decompress(story.reload().execution.save()) == before
