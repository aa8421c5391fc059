"""Messages: caught by name and key, thrown with a payload, raced against the clock."""

from __future__ import annotations

from typing import Any

import pytest

from engine.expressions import UnsafeValue
from engine.model import ThrownMessage


def test_a_message_goes_out_and_the_answer_comes_back(story: Any) -> None:
    told = story("messages").start(case="C-1").reload()
    assert told.execution.take_thrown() == [ThrownMessage("question", "C-1", {"text": "How old?"})]
    assert told.execution.take_thrown() == []
    [wait] = told.execution.waits().messages.values()
    assert (wait.message, wait.key, wait.element_id) == ("reply", "C-1", "reply")
    assert not told.execution.deliver("reply", "C-2", {"age": 1})
    assert not told.execution.deliver("other", "C-1", {"age": 1})
    assert told.execution.deliver("reply", "C-1", {"age": 9})
    told.execution.run()
    assert told.outcome == "completed"
    assert told.variables["age"] == 9
    assert not told.execution.deliver("reply", "C-1", {"age": 9})


def test_a_payload_may_not_hold_what_cannot_be_kept(story: Any) -> None:
    told = story("messages").start(case="C-1")
    with pytest.raises(UnsafeValue):
        told.execution.deliver("reply", "C-1", {"typename": "datetime"})


def test_a_receive_task_waits_and_a_send_task_answers(story: Any) -> None:
    told = story("receiving").start(case=7).reload()
    assert told.execution.deliver("paper", "7", {})
    told.execution.run()
    assert told.execution.take_thrown() == [ThrownMessage("paper", "7", {"thanks": True})]
    assert told.outcome == "completed"


def test_a_message_on_the_boundary_stops_the_waiting(story: Any) -> None:
    told = story("receiving").start(case=7)
    assert told.execution.deliver("stop", "7", {})
    told.execution.run()
    assert told.outcome == "completed"
    assert not told.execution.waits().messages


def test_a_missing_key_is_a_problem_where_the_message_is_awaited(story: Any) -> None:
    told = story("receiving").start(case=None)
    assert (told.problem().element_id, told.problem().kind) == ("paper", "expression")


def test_the_first_event_behind_the_gateway_wins(story: Any) -> None:
    told = story("race").start(case="C-1")
    assert told.execution.deliver("reply", "C-1", {})
    told.execution.run()
    assert told.outcome == "completed"
    assert not told.execution.waits().timers


def test_each_timer_behind_the_gateway_has_its_own_due_date(story: Any) -> None:
    told = story("race").start(case="C-1")
    dues = sorted(t.due for t in told.execution.waits().timers.values())
    assert (dues[1] - dues[0]).total_seconds() == 3600
    assert told.wait(minutes=61) == ["soon"]
    assert told.outcome == "completed"


def test_of_two_timers_that_are_late_only_the_earlier_fires(story: Any) -> None:
    told = story("race").start(case="C-1")
    assert told.wait(hours=5) == ["soon"]


def test_an_interrupting_event_sub_process_ends_the_work(story: Any) -> None:
    told = story("withdrawn").start(case="C-1").reload()
    assert told.names() == ["work"]
    assert told.execution.deliver("withdraw", "C-1", {"text": "moved away"})
    assert told.names() == []
    told.reload().execution.run()
    assert told.outcome == "completed"
    assert told.variables["last"] == "moved away"


def test_an_event_sub_process_that_does_not_interrupt_runs_each_time(story: Any) -> None:
    told = story("notes").start(case="C-1")
    for text in ("first", "second"):
        assert told.execution.deliver("note", "C-1", {"text": text})
        told.execution.run()
        assert told.reload().variables["last"] == text
    assert told.names() == ["work"]
    told.submit("work")
    assert told.outcome == "completed"
    assert not told.execution.deliver("note", "C-1", {"text": "too late"})


def test_a_weekly_event_sub_process_does_not_keep_the_process_alive(story: Any) -> None:
    told = story("weekly").start()
    assert told.wait(days=7) == ["weekly_timer"]
    assert told.wait(days=21) == ["weekly_timer"]
    assert len(told.host.calls) == 2
    told.submit("work")
    assert told.outcome == "completed"
    assert told.execution.waits().timers == {}


def test_a_process_started_by_a_message_begins_behind_it(story: Any) -> None:
    told = story("started_by_message")
    assert told.definitions.processes["started_by_message"].start_messages[0][1] == "issued"
    assert told.start(audit="a").names() == ["work"]
