"""Sequence flows: several out of an element, with and without conditions, and several into one."""

from __future__ import annotations

from typing import Any

import pytest

from .sketching import done, tell


def test_each_flow_out_of_an_activity_has_a_token(host: Any) -> None:
    told = tell(host, "task t", "user a", "user b", "s > t > a > e", "t > b > e").start()
    assert told.reload().names() == ["a", "b"]
    told.submit("b").reload().submit("a")
    assert told.outcome == "completed"


@pytest.mark.parametrize("event", ["start", "boundary", "catch"])
def test_each_flow_out_of_an_event_has_a_token(host: Any, event: str) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    drawn = {
        "start": ["s > a > e", "s > b > e"],
        "catch": [
            f'<intermediateCatchEvent id="c">{timer}</intermediateCatchEvent>',
            *("s > c > a > e", "c > b > e"),
        ],
        "boundary": [
            "user t",
            f'<boundaryEvent id="c" attachedToRef="t">{timer}</boundaryEvent>',
            *("s > t > e", "c > a > e", "c > b > e"),
        ],
    }
    told = tell(host, "user a", "user b", *drawn[event]).start()
    told.wait(hours=2)
    assert told.names() == ["a", "b"]


CONDITIONAL = (
    *("task t default=t_d", "user a", "user b", "user d", "user always"),
    *("s > t > a ? n > 1", "t > b ? n > 2", "t > d", "a > e", "b > e", "d > e"),
)


@pytest.mark.parametrize(("n", "reached"), [(0, ["d"]), (2, ["a"]), (3, ["a", "b"])])
def test_conditions_out_of_an_activity_choose_like_an_inclusive_gateway(
    host: Any, n: int, reached: list[str]
) -> None:
    told = tell(host, *CONDITIONAL[:4], *CONDITIONAL[5:]).start(n=n)
    assert told.reload().names() == reached
    for name in reached:
        told.submit(name)
    assert told.outcome == "completed"


@pytest.mark.parametrize(("n", "reached"), [(0, ["always", "d"]), (2, ["a", "always"])])
def test_a_flow_without_condition_is_taken_beside_them(
    host: Any, n: int, reached: list[str]
) -> None:
    told = tell(host, *CONDITIONAL, "t > always > e").start(n=n)
    assert told.names() == reached


def test_no_way_on_is_a_problem_at_the_activity_and_its_work_is_not_done_again(host: Any) -> None:
    told = tell(
        host,
        "script t::<script>{ times: times + 1 }</script>",
        *("user a", "user b", "s > t > a ? n = 1", "t > b ? n = 2", "a > e", "b > e"),
    ).start(n=0, times=0)
    assert (told.problem().element_id, told.problem().kind) == ("t", "expression")
    told.reload()
    told.variables["n"] = 2
    told.execution.retry(told.problem().task_id)
    told.execution.run()
    assert (told.names(), told.variables["times"]) == (["b"], 1)


def test_a_finished_activity_with_no_way_on_has_no_boundary_any_more(host: Any) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    told = tell(
        host,
        *("user t", "user a", "user b", "s > t > a ? n = 1", "t > b ? n = 2", "a > e", "b > e"),
        f'<boundaryEvent id="late" attachedToRef="t">{timer}</boundaryEvent>',
        "late > e",
    ).start(n=0)
    told.submit("t")
    assert told.wait(hours=2) == []
    told.variables["n"] = 1
    told.execution.retry(told.problem().task_id)
    assert told.reload().names() == ["a"]


def test_several_flows_into_an_activity_do_not_join(host: Any) -> None:
    told = tell(host, "and g", "task t", "s > g > t > e", "g > t").start()
    assert done(told) == ["g", "t", "t"]
    assert told.outcome == "completed"


@pytest.mark.parametrize("gateway", ["and", "or"])
def test_two_flows_between_the_same_elements_are_told_apart_at_a_join(
    host: Any, gateway: str
) -> None:
    told = tell(host, "user t", f"{gateway} j", "s > t > j > e", "t > j").start()
    told.submit("t")
    assert done(told) == ["t", "j"]
    assert told.outcome == "completed"


def test_a_process_without_a_start_begins_wherever_no_flow_leads(host: Any) -> None:
    told = tell(host, "user a", "user b", "task c", "a > c", plain=True).start()
    assert told.reload().names() == ["a", "b"]
    assert done(told.submit("a")) == ["a", "c"]
    assert told.outcome == "active"
    assert told.reload().submit("b").outcome == "completed"


def test_a_sub_process_without_a_start_begins_wherever_no_flow_leads(host: Any) -> None:
    inside = '<userTask id="a"/><userTask id="b"/>'
    told = tell(host, f'<subProcess id="u">{inside}</subProcess>', "s > u > e").start()
    assert told.reload().submit("b").outcome == "active"
    assert told.reload().submit("a").outcome == "completed"


def test_a_path_may_end_without_an_end_event(host: Any) -> None:
    told = tell(host, "task a", "user b", "s > a", "s > b > e").start()
    assert told.outcome == "active"
    assert told.submit("b").outcome == "completed"
