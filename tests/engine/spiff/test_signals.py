"""Signals: every place that waits hears them, in this instance at once."""

from __future__ import annotations

from typing import Any

import pytest

from engine.model import ThrownSignal
from engine.spiff import read

from .conftest import Story, TestHost, bundle_of
from .drawing import BEGIN, DONE, HEAD, flow, process

SIGNAL = '<signal id="g" name="alarm"/>'
HEARD = '<signalEventDefinition signalRef="g"/>'
CATCH = f'<intermediateCatchEvent id="c">{HEARD}</intermediateCatchEvent>'
THROW = f'<intermediateThrowEvent id="t">{HEARD}</intermediateThrowEvent>'
WORK = '<userTask id="w"/>'
AFTER = '<userTask id="a"/>'


def tell(host: TestHost, *parts: str) -> Story:
    text = f"{HEAD}{SIGNAL}{process(*parts)}</definitions>"
    return Story(read(bundle_of(a_bpmn=text)), "p", host).start()


def beside(*, interrupting: str) -> list[str]:
    """Work with the signal on its boundary, and behind it a user task."""
    boundary = f'<boundaryEvent id="b" attachedToRef="w" cancelActivity="{interrupting}">'
    flows = (flow("s", "w"), flow("w", "e"), flow("b", "a"))
    return [BEGIN, WORK, DONE, AFTER, f"{boundary}{HEARD}</boundaryEvent>", *flows]


def inside(*, interrupting: str) -> list[str]:
    """Work with an event sub-process for the signal."""
    start = f'<startEvent id="b" isInterrupting="{interrupting}">{HEARD}</startEvent>'
    sub = f'<subProcess id="u" triggeredByEvent="true">{start}{AFTER}{flow("b", "a")}</subProcess>'
    return [BEGIN, WORK, DONE, flow("s", "w"), flow("w", "e"), sub]


def heard(story: Story, **payload: Any) -> bool:
    story.reload()
    found = story.execution.signal("alarm", payload)
    story.execution.run()
    story.reload()
    return found


def test_a_catch_waits_for_the_signal_by_its_name(host: TestHost) -> None:
    story = tell(host, BEGIN, CATCH, DONE, flow("s", "c"), flow("c", "e"))
    [wait] = story.reload().execution.waits().signals.values()
    assert (wait.element_id, wait.signal) == ("c", "alarm")
    assert not story.execution.signal("another", {})
    assert heard(story)
    assert story.outcome == "completed"


@pytest.mark.parametrize(("interrupting", "left"), [("true", ["a"]), ("false", ["a", "a", "w"])])
@pytest.mark.parametrize("place", [beside, inside])
def test_work_is_stopped_or_goes_on_as_drawn(
    host: TestHost, place: Any, interrupting: str, left: list[str]
) -> None:
    story = tell(host, *place(interrupting=interrupting))
    assert heard(story)
    assert heard(story) == (interrupting == "false")
    assert story.names() == left


def test_a_signal_thrown_reaches_every_place_of_the_instance_and_goes_out_once(
    host: TestHost,
) -> None:
    two = '<parallelGateway id="x"/>'
    other = CATCH.replace('id="c"', 'id="d"')
    later = '<userTask id="w"/>'
    flows = [flow("s", "x"), flow("x", "c"), flow("x", "d"), flow("x", "w"), flow("w", "t")]
    ends = [flow("t", "e"), flow("c", "a"), flow("d", "a")]
    story = tell(host, BEGIN, two, CATCH, other, later, THROW, AFTER, DONE, *flows, *ends)
    story.reload().submit("w")
    assert story.names() == ["a", "a"]
    assert story.reload().execution.take_signals() == [ThrownSignal("alarm", {})]
    assert story.execution.take_signals() == []


def test_a_signal_end_event_throws_too(host: TestHost) -> None:
    end = f'<endEvent id="e">{HEARD}</endEvent>'
    story = tell(host, BEGIN, end, flow("s", "e"))
    assert story.execution.take_signals() == [ThrownSignal("alarm", {})]
    assert story.outcome == "completed"


def test_the_first_signal_behind_an_event_based_gateway_wins(host: TestHost) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    late = f'<intermediateCatchEvent id="d">{timer}</intermediateCatchEvent>'
    race = [flow("s", "x"), flow("x", "c"), flow("x", "d"), flow("c", "a"), flow("d", "w")]
    gateway = '<eventBasedGateway id="x"/>'
    story = tell(host, BEGIN, gateway, CATCH, late, AFTER, WORK, *race)
    assert heard(story)
    assert story.names() == ["a"]
    assert not story.execution.waits().timers


def test_its_payload_is_kept_where_the_catch_says(host: TestHost) -> None:
    variable = (
        "<extensionElements><spiffworkflow:messageVariable>what</spiffworkflow:messageVariable>"
        "</extensionElements>"
    )
    catch = CATCH.replace(HEARD, variable + HEARD)
    story = tell(host, BEGIN, catch, DONE, flow("s", "c"), flow("c", "e"))
    assert heard(story, storey=3)
    assert story.variables["what"] == {"storey": 3}
