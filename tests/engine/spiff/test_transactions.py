"""Transactions: cancelled, they undo what they did and leave by another way; else they complete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import Story, TestHost
from .undoing import definitions, each, handled, inside, note, on_event, row, throw, undo, user

Tell = Callable[..., Story]
CANCEL = "<cancelEventDefinition/>"
ERROR = '<errorEventDefinition errorRef="err"/>'
CODE = '<error id="err" errorCode="BAD"/>'
HOUR = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
FORK = '<parallelGateway id="fork"/>'


@pytest.fixture
def tell(host: TestHost) -> Tell:
    """tell(parts...): the process p of these parts, started with an empty trail, saved and read."""

    def told(*parts: str, **variables: Any) -> Story:
        story = Story(definitions(*parts, more=CODE), "p", host)
        return story.start(trail=[], **variables).reload()

    return told


def way(event: str, to: str, host: str = "t") -> str:
    """A boundary event on the transaction that leads to a note of that name."""
    return (
        f'<boundaryEvent id="b_{to}" attachedToRef="{host}">{event}</boundaryEvent>{note(to)}'
        f'<sequenceFlow id="f_{to}" sourceRef="b_{to}" targetRef="{to}"/>'
    )


def transaction(*parts: str) -> str:
    return inside("t", *parts, kind="transaction")


def test_a_transaction_that_ends_well_goes_on(tell: Tell) -> None:
    body = transaction(row(note("a"), user("u"), prefix="i"), undo("a"))
    told = tell(row(body, note("on"))).submit("u")
    assert told.variables["trail"] == ["a", "on"]


def test_a_cancelled_one_undoes_its_work_and_leaves_by_the_boundary(tell: Tell) -> None:
    body = transaction(row(note("a"), note("b"), prefix="i", end=CANCEL), undo("a"), undo("b"))
    told = tell(row(body, note("never")), way(CANCEL, "off"))
    assert told.variables["trail"] == ["a", "b", "un_b", "un_a", "off"]
    assert told.outcome == "completed"


def test_a_cancelled_one_without_a_way_on_fails_visibly(tell: Tell) -> None:
    body = transaction(row(note("a"), prefix="i", end=CANCEL), undo("a"))
    told = tell(row(body, note("never")))
    assert told.variables["trail"] == ["a", "un_a"]
    assert told.outcome == "failed"
    assert (told.problem().element_id, told.problem().kind) == ("t", "error")


def test_the_boundary_waits_for_the_last_handler(tell: Tell) -> None:
    handler = handled("a", user("un_a", isForCompensation="true"))
    body = transaction(row(note("a"), prefix="i", end=CANCEL), handler)
    told = tell(row(body), way(CANCEL, "off"))
    assert (told.names(), told.variables["trail"]) == (["un_a"], ["a"])
    told.reload().submit("un_a")
    assert told.variables["trail"] == ["a", "off"]
    assert told.outcome == "completed"


def test_what_still_runs_inside_is_stopped_and_undone_as_far_as_it_came(tell: Tell) -> None:
    sub = inside("sub", row(note("b"), user("w"), prefix="j"), undo("b"))
    lead = '<sequenceFlow id="f" sourceRef="fork" targetRef="sub"/>'
    body = transaction(
        row(note("a"), FORK, user("u"), prefix="i", end=CANCEL), sub, lead, undo("a")
    )
    told = tell(row(body), way(CANCEL, "off"))
    assert told.names() == ["u", "w"]
    told.submit("u").reload()
    assert told.variables["trail"] == ["a", "b", "un_b", "un_a", "off"]
    assert (told.names(), told.outcome) == ([], "completed")


def test_it_may_be_cancelled_from_a_sub_process_inside(tell: Tell) -> None:
    sub = inside("sub", row(note("b"), prefix="j", end=CANCEL), undo("b"))
    body = transaction(row(note("a"), sub, note("never"), prefix="i"), undo("a"))
    told = tell(row(body), way(CANCEL, "off"))
    assert told.variables["trail"] == ["a", "b", "un_b", "un_a", "off"]


def test_an_error_leaves_without_undoing(tell: Tell) -> None:
    body = transaction(row(note("a"), prefix="i", end=ERROR), undo("a"))
    told = tell(row(body, note("never")), way(ERROR, "hazard"), way(CANCEL, "off"))
    assert told.variables["trail"] == ["a", "hazard"]


def test_an_error_while_undoing_is_a_hazard_too(tell: Tell) -> None:
    failing = row(note("h"), prefix="h", end=ERROR)
    handler = handled("a", inside("un_a", failing, isForCompensation="true"))
    own = on_event("es", ERROR, note("too_late"))
    body = transaction(row(note("a"), prefix="i", end=CANCEL), handler, own)
    told = tell(row(body), way(ERROR, "hazard"), way(CANCEL, "off"))
    assert told.variables["trail"] == ["a", "h", "hazard"]
    assert told.outcome == "completed"


def test_no_timer_interrupts_the_undoing(tell: Tell) -> None:
    handler = handled("a", user("un_a", isForCompensation="true"))
    body = transaction(row(note("a"), prefix="i", end=CANCEL), handler)
    told = tell(row(body), way(CANCEL, "off"), way(HOUR, "late"))
    assert told.wait(hours=2) == []
    assert told.submit("un_a").variables["trail"] == ["a", "off"]


def test_one_cancelled_instance_rolls_back_all_that_are_open_and_leaves_once(tell: Tell) -> None:
    loop = each("things", "thing")
    sure = row(note("a", "thing"), user("u"), prefix="i", end=CANCEL)
    body = transaction(loop, sure, undo("a", '"un " + thing'))
    told = tell(row(body, note("never")), way(CANCEL, "off"), things=["x", "y"])
    told.submit("u").reload()
    assert sorted(told.variables["trail"][2:4]) == ["un x", "un y"]
    assert told.variables["trail"][4:] == ["off"]
    assert told.outcome == "completed"


def test_a_completed_instance_stays_done_until_somebody_compensates_it(tell: Tell) -> None:
    loop = each("things", "thing", "true")
    choice = '<exclusiveGateway id="g" default="i_ok"/>'
    inner = (
        row(note("a", "thing"), choice, prefix="i", end=CANCEL).replace(
            '<sequenceFlow id="g_ie" sourceRef="g" targetRef="ie">',
            '<sequenceFlow id="g_ie" sourceRef="g" targetRef="ie">'
            '<conditionExpression>thing = "y"</conditionExpression>',
        )
        + '<endEvent id="ok"/><sequenceFlow id="i_ok" sourceRef="g" targetRef="ok"/>'
    )
    body = transaction(loop, inner, undo("a", '"un " + thing'))
    later = throw("z") + '<sequenceFlow id="f_z" sourceRef="off" targetRef="z"/>'
    told = tell(row(body), way(CANCEL, "off"), later, things=["x", "y", "z"])
    assert told.variables["trail"] == ["x", "y", "un y", "off", "un x"]


def test_a_transaction_that_completed_can_be_compensated_as_a_whole(tell: Tell) -> None:
    body = transaction(row(note("a"), note("b"), prefix="i"), undo("a"), undo("b"))
    told = tell(row(body, user("u"), throw(activityRef="t"))).submit("u")
    assert told.variables["trail"] == ["a", "b", "un_b", "un_a"]


def test_cancelling_takes_over_a_compensation_that_is_under_way(tell: Tell) -> None:
    handler = handled("b", user("un_b", isForCompensation="true"))
    lead = '<sequenceFlow id="f" sourceRef="fork" targetRef="x"/>'
    body = transaction(
        row(note("a"), note("b"), FORK, user("u"), prefix="i", end=CANCEL),
        throw() + lead + undo("a") + handler,
    )
    told = tell(row(body), way(CANCEL, "off"))
    assert told.names() == ["u", "un_b"]
    told.submit("u").reload()
    assert told.variables["trail"] == ["a", "b", "un_a", "off"]
