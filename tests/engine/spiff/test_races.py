"""Event-based gateways: the first event wins; before there is an instance, it starts one."""

from __future__ import annotations

from typing import Any

import pytest

from engine.spiff import Execution, read

from .conftest import Story, bundle_of
from .drawing import HEAD, findings
from .sketching import done, sketch

NAMED = '<message id="msg" name="asked"/><signal id="sig" name="alarm"/>'
MESSAGE = '<messageEventDefinition messageRef="msg"/>'
SIGNAL = '<signalEventDefinition signalRef="sig"/>'
HOURS = "<timerEventDefinition><timeDuration>PT{0}H</timeDuration></timerEventDefinition>"
LATE = f'<boundaryEvent id="x" attachedToRef="a">{HOURS.format(1)}</boundaryEvent>'
EITHER = ("g > a > ta > e", "g > b > tb > e", "task ta", "task tb")
STARTING = ("race g instantiate=true", "end e", *EITHER)


def catch(id: str, event: str) -> str:
    return f'<intermediateCatchEvent id="{id}">{event}</intermediateCatchEvent>'


def receive(id: str, inner: str = "") -> str:
    return f'<receiveTask id="{id}" messageRef="msg">{inner}</receiveTask>'


def racing(host: Any, *lines: str, plain: bool = False) -> Story:
    body = f"{HEAD}{NAMED}{sketch(*lines, plain=plain)}</definitions>"
    return Story(read(bundle_of(a_bpmn=body)), "p", host)


def refused(*lines: str, plain: bool = False) -> list[tuple[str, str]]:
    return [(f.element, f.sentence) for f in findings(NAMED + sketch(*lines, plain=plain))]


def test_of_several_timers_the_first_due_wins(host: Any) -> None:
    timers = (catch("a", HOURS.format(2)), catch("b", HOURS.format(1)))
    told = racing(host, "race g", "s > g", *timers, *EITHER).start().reload()
    assert told.wait(minutes=90) == ["b"]
    assert (done(told)[-1], told.outcome) == ("tb", "completed")


@pytest.mark.parametrize("second", [catch("b", SIGNAL), catch("b", HOURS.format(1))])
def test_a_receive_task_and_another_event_race(host: Any, second: str) -> None:
    told = racing(host, "race g", "s > g", receive("a"), second, *EITHER).start().reload()
    assert told.execution.deliver("asked", "", {})
    told.execution.run()
    assert (done(told)[-1], told.outcome) == ("ta", "completed")


def test_a_process_starts_with_whichever_event_comes(host: Any) -> None:
    drawn = (*STARTING, catch("a", MESSAGE), catch("b", SIGNAL))
    told = racing(host, *drawn, plain=True)
    for event, then in (("a", "ta"), ("b", "tb")):
        told.execution = Execution.start(told.definitions, "p", {}, host, at=event)
        told.execution.run()
        assert done(told) == [event, then]
        assert told.outcome == "completed"


REFUSED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "parallel": (
        ("race g eventGatewayType=Parallel", "s > g", catch("a", MESSAGE), catch("b", SIGNAL)),
        "g",
        "parallel event-based",
    ),
    "message and receive task": (
        ("race g", "s > g", catch("a", MESSAGE), receive("b")),
        "g",
        "same gateway",
    ),
    "receive task with a boundary": (
        ("race g", "s > g", receive("a"), catch("b", SIGNAL), LATE, "x > e"),
        "a",
        "no boundary event",
    ),
    "receive task without a message": (
        ("race g", "s > g", '<receiveTask id="a"/>', catch("b", SIGNAL)),
        "a",
        "Only what catches an event",
    ),
    "flow to one that starts": (
        ("race g instantiate=true", "s > g", catch("a", MESSAGE), catch("b", SIGNAL)),
        "g",
        "which is to start",
    ),
    "started by a timer": (
        ("race g instantiate=true", catch("a", MESSAGE), catch("b", HOURS.format(1))),
        "b",
        "Only a message or a signal",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused(case: str) -> None:
    lines, element, words = REFUSED[case]
    told = refused(*lines, *EITHER)
    assert [e for e, sentence in told if words in sentence] == [element], told


def test_it_cannot_start_a_sub_process() -> None:
    inside = "".join(
        (
            '<eventBasedGateway id="g" instantiate="true"/>',
            catch("a", MESSAGE) + catch("b", SIGNAL),
            '<sequenceFlow id="f1" sourceRef="g" targetRef="a"/>',
            '<sequenceFlow id="f2" sourceRef="g" targetRef="b"/>',
        )
    )
    told = refused(f'<subProcess id="u">{inside}</subProcess>', "s > u > e")
    assert ("g", "An event-based gateway cannot start a sub-process.") in told
