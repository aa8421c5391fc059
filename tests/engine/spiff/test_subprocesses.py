"""Sub-processes and call activities: inside the same instance, with the same variables."""

from __future__ import annotations

from typing import Any


def test_what_is_set_inside_is_known_outside(story: Any) -> None:
    told = story("sub_process").start().reload().submit("work", value=4)
    assert told.variables["after"] == 5
    assert told.outcome == "completed"


def test_a_timer_on_the_boundary_does_not_disturb_the_inside(story: Any) -> None:
    told = story("sub_process").start()
    assert told.wait(hours=1) == ["nudge"]
    assert told.variables["nudged"] is True
    assert told.names() == ["work"]
    told.submit("work", value=1)
    assert told.outcome == "completed"


def test_a_message_on_the_boundary_cancels_all_inside(story: Any) -> None:
    told = story("sub_process").start()
    assert told.execution.deliver("stop", "", {})
    told.execution.run()
    assert told.outcome == "completed"
    states = {s.element_id: s.state for s in told.execution.take_steps()}
    assert (states["work"], states["inside"]) == ("cancelled", "cancelled")


def test_a_called_process_shares_its_variables_by_name(story: Any) -> None:
    told = story("calling").start().reload()
    [task] = told.tasks()
    assert task.context == {"colour": "red"}
    told.submit("choose", shade="dish")
    assert told.variables["seen"] == "reddish"
    assert told.outcome == "completed"


def test_two_calls_at_once_keep_the_variables_they_name_to_themselves(story: Any) -> None:
    told = story("calling_twice").start()
    assert [t.context for t in told.tasks()] == [{"stage": 1}, {"stage": 2}]
    told.reload().submit("send", value="a").reload().submit("send", value="b")
    assert told.outcome == "completed"
    assert told.variables["copies"] == ["a", "b"]
    assert told.variables["last_sent"] == 2
    assert "sent" not in told.variables


def test_a_deadline_on_a_call_takes_the_called_user_task_away(story: Any) -> None:
    told = story("calling").start()
    assert told.wait(days=1) == ["late"]
    assert told.tasks() == []
    assert told.outcome == "completed"


def test_cancelling_stops_everything(story: Any) -> None:
    told = story("calling").start()
    told.execution.cancel()
    assert told.outcome == "cancelled"
    assert told.tasks() == []
    assert ("choose", "cancelled") in [(s.element_id, s.state) for s in told.execution.take_steps()]
