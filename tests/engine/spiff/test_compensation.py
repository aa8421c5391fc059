"""Compensation: what has completed is undone, the latest first, once, by what is drawn for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.spiff.elements.compensation import MOST_KEPT

from .conftest import Story, TestHost
from .undoing import definitions, each, handled, inside, note, on_event, row, throw, undo, user

Tell = Callable[..., Story]
ERROR = '<errorEventDefinition errorRef="err"/>'
CODE = '<error id="err" errorCode="BAD"/>'
COMPENSATION = "<compensateEventDefinition/>"


@pytest.fixture
def tell(host: TestHost) -> Tell:
    """tell(parts...): the process p of these parts, started with an empty trail, saved and read."""

    def told(*parts: str, more: str = "", **variables: Any) -> Story:
        story = Story(definitions(*parts, more=more), "p", host)
        return story.start(trail=[], **variables).reload()

    return told


def test_the_latest_completion_is_compensated_first(tell: Tell) -> None:
    told = tell(row(note("a"), note("b"), note("c"), throw(), note("d")), undo("a"), undo("c"))
    assert told.variables["trail"] == ["a", "b", "c", "un_c", "un_a", "d"]
    assert told.outcome == "completed"


def test_an_end_event_compensates_too(tell: Tell) -> None:
    told = tell(row(note("a"), end=COMPENSATION), undo("a"))
    assert told.variables["trail"] == ["a", "un_a"]
    assert told.outcome == "completed"


def test_only_the_named_activity_is_compensated(tell: Tell) -> None:
    told = tell(row(note("a"), note("b"), throw(activityRef="a")), undo("a"), undo("b"))
    assert told.variables["trail"] == ["a", "b", "un_a"]


def test_each_completion_is_compensated_once(tell: Tell) -> None:
    told = tell(row(note("a"), throw("x"), note("b"), throw("y")), undo("a"), undo("b"))
    assert told.variables["trail"] == ["a", "un_a", "b", "un_b"]


def test_nothing_to_compensate_lets_the_event_pass(tell: Tell) -> None:
    assert tell(row(throw(), note("a")), undo("a")).variables["trail"] == ["a"]


def test_the_event_waits_for_a_handler_that_takes_its_time(tell: Tell) -> None:
    handler = handled("b", user("un_b", isForCompensation="true"))
    told = tell(row(note("a"), note("b"), throw(), note("c")), undo("a"), handler)
    assert told.names() == ["un_b"]
    assert told.variables["trail"] == ["a", "b"]
    told.reload().submit("un_b")
    assert told.variables["trail"] == ["a", "b", "un_a", "c"]
    assert told.outcome == "completed"


def test_an_event_that_does_not_wait_goes_on_and_the_process_ends_after(tell: Tell) -> None:
    handler = handled("b", user("un_b", isForCompensation="true"))
    going_on = throw(waitForCompletion="false")
    told = tell(row(note("a"), note("b"), going_on, note("c")), undo("a"), handler)
    assert told.variables["trail"] == ["a", "b", "c"]
    assert (told.names(), told.outcome) == (["un_b"], "active")
    told.reload().submit("un_b")
    assert told.variables["trail"] == ["a", "b", "c", "un_a"]
    assert told.outcome == "completed"


def test_what_has_not_completed_is_left_alone(tell: Tell) -> None:
    fork = '<parallelGateway id="fork"/>'
    told = tell(
        row(note("a"), fork, throw()),
        '<sequenceFlow id="f" sourceRef="fork" targetRef="u"/>',
        user("u") + undo("a") + undo("u"),
    )
    assert told.variables["trail"] == ["a", "un_a"]
    assert told.names() == ["u"]


def test_a_completed_sub_process_is_compensated_from_its_inside(tell: Tell) -> None:
    inner = inside("sub", row(note("b"), user("u"), note("c"), prefix="i"), undo("b"), undo("c"))
    told = tell(row(note("a"), inner, note("d"), throw(activityRef="sub")), undo("a"), undo("d"))
    told.submit("u").reload()
    assert told.variables["trail"] == ["a", "b", "c", "d", "un_c", "un_b"]
    assert told.outcome == "completed"


def test_a_handler_on_a_sub_process_stands_for_all_that_is_inside(tell: Tell) -> None:
    inner = inside("sub", row(note("a"), prefix="i"), undo("a"))
    told = tell(row(inner, throw()), undo("sub"))
    assert told.variables["trail"] == ["a", "un_sub"]


def test_an_event_sub_process_decides_what_of_the_inside_is_undone(tell: Tell) -> None:
    undoes = on_event("es", COMPENSATION, note("first"), throw("y", activityRef="a"))
    inner = inside("sub", row(note("a"), note("b"), prefix="i"), undo("a"), undo("b"), undoes)
    told = tell(row(inner, throw(), note("end")))
    assert told.variables["trail"] == ["a", "b", "first", "un_a", "end"]
    assert told.outcome == "completed"


def test_the_inside_can_wait_while_it_is_compensated(tell: Tell) -> None:
    undoes = on_event("es", COMPENSATION, user("ask"), throw("y"))
    handler = handled("b", user("un_b", isForCompensation="true"))
    inner = inside("sub", row(note("a"), note("b"), prefix="i"), undo("a"), handler, undoes)
    told = tell(row(inner, throw(), note("end")))
    told.submit("ask").reload().submit("un_b").reload()
    assert told.variables["trail"] == ["a", "b", "un_a", "end"]
    assert told.outcome == "completed"


def test_each_instance_of_a_loop_is_compensated_with_its_own_item(tell: Tell) -> None:
    body = note("a", "thing").replace("</scriptTask>", each("things", "thing") + "</scriptTask>")
    told = tell(row(body, user("u"), throw()), undo("a", '"un " + thing'), things=["x", "y", "z"])
    told.reload().submit("u")
    assert told.variables["trail"] == ["x", "y", "z", "un z", "un y", "un x"]


def test_each_instance_of_a_sub_process_has_its_own_event_sub_process(tell: Tell) -> None:
    undoes = on_event("es", COMPENSATION, user("ask"), note("w", '"un " + thing'))
    body = inside(
        "sub", each("things", "thing", "true"), row(note("a", "thing"), prefix="i"), undoes
    )
    told = tell(row(body, throw(), note("end")), things=["x", "y"])
    told.submit("ask").reload().submit("ask").reload()
    assert told.variables["trail"] == ["x", "y", "un y", "un x", "end"]


def test_instances_of_a_loop_that_are_still_at_work_are_not_compensated(tell: Tell) -> None:
    body = user("u").replace("/>", f">{each('things', 'thing')}</userTask>")
    fork = '<parallelGateway id="fork"/>'
    told = tell(
        row(fork, user("when"), throw(activityRef="u")),
        '<sequenceFlow id="f" sourceRef="fork" targetRef="u"/>',
        body + undo("u", '"un " + thing'),
        things=["x", "y"],
    )
    told.submit("u").reload().submit("when")
    assert told.variables["trail"] == ["un x"]
    assert told.names() == ["u"]


def test_an_event_sub_process_that_cannot_go_on_compensates_what_is_around_it(tell: Tell) -> None:
    caught = on_event("es", ERROR, note("oh"), throw("y"), note("over"))
    inner = inside("sub", row(note("a"), note("b"), prefix="i", end=ERROR), undo("a"), caught)
    told = tell(row(inner, note("end")), more=CODE)
    assert told.variables["trail"] == ["a", "b", "oh", "un_a", "over", "end"]


def test_a_call_is_compensated_from_the_inside_of_the_called_process(tell: Tell) -> None:
    called = (
        f'<process id="q" isExecutable="true">{row(note("a"), prefix="q")}{undo("a")}</process>'
    )
    told = tell(row('<callActivity id="call" calledElement="q"/>', throw()), more=called)
    assert told.variables["trail"] == ["a", "un_a"]


def test_a_called_process_compensates_itself_with_the_variables_of_the_call(tell: Tell) -> None:
    undoes = on_event("es", COMPENSATION, user("ask"), note("w", '"un " + mine'))
    called = f'<process id="q" isExecutable="true">{row(note("a"), prefix="q")}{undoes}</process>'
    own = '<property name="variables" value="{mine: thing}"/>'
    call = (
        '<callActivity id="call" calledElement="q"><extensionElements><spiffworkflow:properties>'
        f"{own.replace('property', 'spiffworkflow:property')}</spiffworkflow:properties>"
        f"</extensionElements>{each('things', 'thing')}</callActivity>"
    )
    told = tell(row(call, throw()), more=called, things=["x", "y"])
    told.submit("ask").reload().submit("ask").reload()
    assert told.variables["trail"] == ["a", "a", "un y", "un x"]


def test_a_handler_may_be_a_sub_process(tell: Tell) -> None:
    steps = row(note("h1"), user("h2"), prefix="h")
    handler = handled("a", inside("un_a", steps, isForCompensation="true"))
    told = tell(row(note("a"), throw(), note("end")), handler)
    told.submit("h2").reload()
    assert told.variables["trail"] == ["a", "h1", "end"]


def test_an_error_in_a_handler_is_caught_by_what_encloses_the_event(tell: Tell) -> None:
    failing = row(note("h"), prefix="h", end=ERROR)
    handler = handled("a", inside("un_a", failing, isForCompensation="true"))
    inner = inside("sub", row(note("a"), throw(), note("never"), prefix="i"), handler)
    caught = f'<boundaryEvent id="bd" attachedToRef="sub">{ERROR}</boundaryEvent>{note("rescue")}'
    after = '<endEvent id="re"/><sequenceFlow id="f1" sourceRef="bd" targetRef="rescue"/>'
    last = '<sequenceFlow id="f2" sourceRef="rescue" targetRef="re"/>'
    told = tell(row(inner, note("end")), caught, after, last, more=CODE)
    assert told.variables["trail"] == ["a", "h", "rescue"]


def test_a_completed_sub_process_listens_no_longer_while_it_is_compensated(tell: Tell) -> None:
    failing = row(note("h"), prefix="h", end=ERROR)
    handler = handled("a", inside("un_a", failing, isForCompensation="true"))
    own = on_event("es", ERROR, note("too_late"))
    inner = inside("sub", row(note("a"), prefix="i"), handler, own)
    around = on_event("out", ERROR, note("caught"))
    told = tell(row(inner, throw()), around, more=CODE)
    assert told.variables["trail"] == ["a", "h", "caught"]
    assert told.outcome == "completed"


def test_a_stopped_event_gives_back_what_it_was_to_compensate(tell: Tell) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    handler = handled("b", user("un_b", isForCompensation="true"))
    caught = on_event("es", timer, throw("y"), note("end"))
    told = tell(row(note("a"), note("b"), throw()), undo("a"), handler, caught)
    told.reload().wait(hours=1)
    assert told.variables["trail"] == ["a", "b", "un_a", "end"]
    assert told.outcome == "completed"


def test_only_what_can_be_compensated_is_kept_and_only_until_it_is(tell: Tell) -> None:
    told = tell(row(note("a"), note("b"), user("u"), throw(), user("v")), undo("a"))
    [kept] = told.execution._instance.done
    assert kept.activity == "a"
    told.submit("u").reload()
    assert told.execution._instance.done == []


def test_a_loop_that_can_be_compensated_does_not_grow_for_ever(tell: Tell) -> None:
    told = tell(row(user("u"), note("a"), user("v")), undo("a"))
    [done] = told.submit("u").execution._instance.done
    told = tell(row(user("u"), note("a"), user("v")), undo("a"))
    instance = told.execution._instance
    instance.done, instance.kept = [done] * MOST_KEPT, MOST_KEPT
    problem = told.submit("u").problem()
    assert (problem.element_id, problem.kind) == ("a", "expression")
    assert "kept for compensation" in problem.sentence
