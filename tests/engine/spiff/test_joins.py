"""Gateways that split and join unevenly, and joins that can never happen."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from SpiffWorkflow.util.task import TaskState

from engine.spiff import Execution, read

from .conftest import Story, bundle_of
from .drawing import BEGIN, DONE, HEAD, flow, process
from .sketching import done, stuck, tell

FORK = ("user a", "user b", "s > f", "a > j", "b > j", "task t", "j > t > e")
XOR = ("xor f default=f_b", "f > a ? pick = 1", "f > b")
OR = ("or f", "f > a ? pick != 2", "f > b ? pick > 1")
AND = ("and f", "f > a", "f > b")


def test_two_tokens_pass_an_exclusive_join_by_themselves(host: Any) -> None:
    told = tell(host, *FORK, *AND, "xor j").start()
    assert done(told.submit("a")) == ["f", "a", "j", "t"]
    assert done(told.reload().submit("b")) == ["b", "j", "t"]


@pytest.mark.parametrize("fork", [XOR, OR, AND], ids=["xor", "or", "and"])
def test_an_inclusive_join_waits_for_what_was_begun(host: Any, fork: tuple[str, ...]) -> None:
    told = tell(host, *FORK, *fork, "or j").start(pick=1)
    for name in told.names():
        assert stuck(told.reload()) == []
        told.submit(name)
    assert done(told).count("t") == 1
    assert told.outcome == "completed"


def test_an_exclusive_split_into_a_parallel_join_is_a_deadlock(host: Any) -> None:
    told = tell(host, *FORK, *XOR, "and j").start(pick=1)
    assert stuck(told) == []
    assert stuck(told.submit("a").reload()) == ["j"]
    assert told.outcome == "active"


def test_an_inclusive_split_into_a_parallel_join_goes_on_when_both_were_begun(host: Any) -> None:
    told = tell(host, *FORK, *OR, "and j").start(pick=3)
    told.submit("a").reload().submit("b")
    assert told.outcome == "completed"
    told = tell(host, *FORK, *OR, "and j").start(pick=1)
    assert stuck(told.submit("a")) == ["j"]


def test_a_deadlock_is_reported_while_other_branches_still_wait_for_somebody(host: Any) -> None:
    told = tell(host, *FORK, *XOR, "and j", "user other", "s > other > e").start(pick=1)
    told.submit("a").reload()
    assert (told.names(), stuck(told)) == (["other"], ["j"])
    assert told.submit("other").outcome == "active"


def test_a_join_that_may_still_happen_is_not_reported(host: Any) -> None:
    told = tell(host, "user a", "user b", "and j", "s > a > j > e", "s > b > j").start()
    assert stuck(told.submit("a").reload()) == []


def test_an_armed_boundary_event_may_still_bring_the_token(host: Any) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    late = (
        f'<boundaryEvent id="late" attachedToRef="a" cancelActivity="false">{timer}</boundaryEvent>'
    )
    told = tell(host, "user a", "user b", "and j", late, "s > a > e", "s > b > j > e", "late > j")
    told.start().submit("b").reload()
    assert stuck(told) == []
    assert stuck(told.submit("a").reload()) == ["j"]
    told.start().submit("b").wait(hours=2)
    assert "j" in done(told)


def test_a_join_behind_a_join_that_can_never_happen_cannot_either(host: Any) -> None:
    lines = ("xor f default=f_x", "task x", "task y", "and j", "and k", "f > y ? false", "y > j")
    told = tell(host, *lines, "s > f > x > j > k > e", "s > k").start()
    assert stuck(told) == ["k", "j"]


def test_two_joins_that_wait_for_each_other_are_a_deadlock(host: Any) -> None:
    told = tell(host, "and j", "and k", "s > j > k > e", "s > k > j").start()
    assert stuck(told) == ["j", "k"]


def test_what_waits_inside_a_sub_process_is_reported_there(host: Any) -> None:
    inside = (
        '<exclusiveGateway id="x" default="x_j"/><parallelGateway id="i"/>'
        '<sequenceFlow id="x_j" sourceRef="x" targetRef="i"/>'
        '<sequenceFlow id="x_2" sourceRef="x" targetRef="i">'
        "<conditionExpression>false</conditionExpression></sequenceFlow>"
        '<task id="z"/><sequenceFlow id="i_z" sourceRef="i" targetRef="z"/>'
    )
    told = tell(
        host, f'<subProcess id="u">{inside}</subProcess>', "and j", "s > u > j > e", "s > j"
    )
    assert stuck(told.start().reload()) == ["i"]


def test_a_gateway_may_join_and_split_at_once(host: Any) -> None:
    lines = ("and g", "user a", "user b", "user c", "user d", "s > a > g > c > e")
    told = tell(host, *lines, "s > b > g > d > e").start()
    told.submit("a").reload().submit("b")
    assert told.names() == ["c", "d"]
    told.submit("c").submit("d")
    assert told.outcome == "completed"


def test_an_inclusive_gateway_at_the_head_of_a_loop_does_not_wait_for_the_way_back(
    host: Any,
) -> None:
    lines = ("or g", "user a", "xor x default=x_e", "s > g > a > x > e", "x > g ? again")
    told = tell(host, *lines).start(again=True)
    told.submit("a").reload()
    assert (told.names(), stuck(told)) == (["a"], [])
    told.variables["again"] = False
    assert told.submit("a").outcome == "completed"


def test_an_inclusive_join_waits_for_a_token_that_is_held_up_in_error(host: Any) -> None:
    prop = '<spiffworkflow:property name="assignee" value="who"/>'
    inner = f"<spiffworkflow:properties>{prop}</spiffworkflow:properties>"
    lines = ("or j", "task a", f"user b::<extensionElements>{inner}</extensionElements>")
    told = tell(host, *lines, "s > a > j > e", "s > b > j").start(who=1)
    assert (done(told.reload()), stuck(told)) == ([], [])
    assert told.problem().element_id == "b"
    told.variables["who"] = "amy"
    told.execution.retry(told.problem().task_id)
    assert told.submit("b").outcome == "completed"


@pytest.mark.parametrize("kind", ["and", "or", "xor", "complex"])
def test_a_gateway_with_one_way_in_and_one_way_out_passes(host: Any, kind: str) -> None:
    told = tell(host, f"{kind} g", "s > g > e").start()
    assert told.outcome == "completed"


def test_terminate_ends_its_own_scope_only(host: Any) -> None:
    inside = (
        '<startEvent id="i"/><userTask id="a"/><endEvent id="x"><terminateEventDefinition/>'
        '</endEvent><sequenceFlow id="i_a" sourceRef="i" targetRef="a"/>'
        '<sequenceFlow id="i_x" sourceRef="i" targetRef="x"/>'
    )
    lines = (f'<subProcess id="u">{inside}</subProcess>', "user b", "user c")
    told = tell(host, *lines, "s > u > b > e", "s > c > e").start()
    assert told.reload().names() == ["b", "c"]


@pytest.mark.parametrize("gateway", ["and", "or"])
def test_a_token_that_an_earlier_release_saved_at_a_join_goes_on(host: Any, gateway: str) -> None:
    told = tell(host, f"{gateway} j", "user a", "user b", "s > a > j > e", "s > b > j").start()
    content = json.loads(zlib.decompress(told.submit("a").execution.save()))
    [waits] = [token for token in content["tokens"] if token[1] == "j"]
    del waits[5]["flow"]
    waits[5]["from"] = "a"
    blob = zlib.compress(json.dumps(content).encode())
    told.execution = Execution.restore(told.definitions, "p", blob, host)
    assert stuck(told) == []
    assert told.submit("b").outcome == "completed"


def test_an_instance_in_which_nothing_can_move_says_where_it_stands(host: Any) -> None:
    told = tell(host, "user a", "s > a > e").start()
    content = json.loads(zlib.decompress(told.execution.save()))
    [token] = content["tokens"]
    token[2] = int(TaskState.STARTED)
    blob = zlib.compress(json.dumps(content).encode())
    told.execution = Execution.restore(told.definitions, "p", blob, host)
    assert (told.names(), stuck(told)) == ([], ["a"])


def test_a_branch_that_waits_for_a_timer_can_still_arrive(host: Any) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    body = process(
        BEGIN,
        '<parallelGateway id="g"/><parallelGateway id="j"/>',
        f'<intermediateCatchEvent id="c">{timer}</intermediateCatchEvent>',
        DONE,
        *(flow("s", "g"), flow("g", "c"), flow("c", "j"), flow("g", "j"), flow("j", "e")),
    )
    definitions = read(bundle_of(a_bpmn=f"{HEAD}{body}</definitions>"))
    told = Story(definitions, "p", host).start()
    assert told.execution.problems() == []
    told.wait(hours=2)
    assert told.outcome == "completed"
