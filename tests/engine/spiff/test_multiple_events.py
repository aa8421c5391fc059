"""Several definitions in one event: any of them, all of them, or all of them thrown."""

from __future__ import annotations

import pytest

from engine.model import ThrownSignal

from .conftest import TestHost
from .drawing import BEGIN, Case, refused
from .happening import DECLARED, beside, catch, end, handler, heard, start, tell, throw, told
from .sketching import sketch


@pytest.mark.parametrize("way", ["signal", "message", "timer"])
def test_any_of_several_is_enough(host: TestHost, way: str) -> None:
    several = catch("c", "signal G", "message M", "after PT1H")
    story = tell(host, several, "user a", "s > c > a > e").start().reload()
    waits = story.execution.waits()
    assert (len(waits.signals), len(waits.messages), len(waits.timers)) == (1, 1, 1)
    if way == "timer":
        assert story.wait(hours=1) == ["c"]
    else:
        assert heard(story) if way == "signal" else told(story)
    assert story.names() == ["a"]
    waits = story.execution.waits()
    assert (len(waits.signals), len(waits.messages), len(waits.timers)) == (0, 0, 0)


def test_all_of_several_are_needed_in_any_order(host: TestHost) -> None:
    several = catch("c", "signal G", "message M", "signal H", all="true")
    story = tell(host, several, "user a", "s > c > a > e").start()
    assert told(story)
    assert not told(story)
    assert heard(story, "bell")
    assert story.names() == []
    assert heard(story, "alarm")
    assert story.names() == ["a"]


def test_two_timers_in_one_event_are_two(host: TestHost) -> None:
    story = tell(host, catch("c", "after PT2H", "after PT1H"), "s > c > e").start().reload()
    assert story.wait(hours=1) == ["c"]
    assert story.outcome == "completed"


def test_a_boundary_that_stays_happens_for_each_and_again(host: TestHost) -> None:
    several = beside("b", "w", "signal G", "after PT1H", stops=False)
    story = tell(host, "user w", several, "user a", "s > w > e", "b > a").start()
    assert heard(story)
    assert heard(story)
    assert story.wait(hours=2) == ["b"]
    assert story.reload().wait(hours=2) == []
    assert story.names() == ["a", "a", "a", "w"]


def test_a_boundary_that_needs_all_collects_them_anew_each_time(host: TestHost) -> None:
    several = beside("b", "w", "signal G", "signal H", stops=False, all="true")
    story = tell(host, "user w", several, "user a", "s > w > e", "b > a").start()
    for signal in ("alarm", "alarm", "bell", "bell", "bell", "alarm"):
        heard(story, signal)
    assert story.names() == ["a", "a", "w"]


def test_an_interrupting_boundary_catches_an_error_or_a_signal(host: TestHost) -> None:
    several = beside("b", "u", "error X", "signal G")
    inner = f'<subProcess id="u"><userTask id="w"/>{end("f", "error X")}'
    inner += '<sequenceFlow id="wf" sourceRef="w" targetRef="f"/></subProcess>'
    lines = [inner, several, "user a", "s > u > e", "b > a"]
    assert tell(host, *lines).start().reload().submit("w").reload().names() == ["a"]
    other = tell(host, *lines).start()
    assert heard(other)
    assert other.names() == ["a"]


@pytest.mark.parametrize("stops", [True, False])
def test_an_event_sub_process_may_need_several(host: TestHost, stops: bool) -> None:
    both = handler("h", "signal G", "message M", stops=stops, all="true")
    story = tell(host, "user w", both, "s > w > e").start()
    assert heard(story)
    assert story.names() == ["w"]
    assert told(story)
    assert story.names() == (["a"] if stops else ["a", "w"])
    assert heard(story) != stops


def test_a_throw_throws_all_in_order_and_so_does_an_end(host: TestHost) -> None:
    both = [throw("t", "signal G", "message M"), end("z", "signal H", "signal G")]
    story = tell(host, BEGIN, *both, "s > t > z", plain=True).start().reload()
    names = [ThrownSignal(name, {}) for name in ("alarm", "bell", "alarm")]
    assert story.execution.take_signals() == names
    assert [m.message for m in story.execution.take_thrown()] == ["note"]
    assert story.outcome == "completed"


def test_definitions_stand_at_the_top_of_the_file_and_are_named(host: TestHost) -> None:
    shared = (
        '<signalEventDefinition id="d1" signalRef="G"/>'
        '<timerEventDefinition id="d2"><timeDuration>PT1H</timeDuration></timerEventDefinition>'
    )
    several = catch("c", "message M").replace(
        "</intermediate",
        "<eventDefinitionRef>d1</eventDefinitionRef>"
        "<eventDefinitionRef>t:d2</eventDefinitionRef></intermediate",
    )
    for way in ("signal", "message", "timer"):
        story = tell(host, several, "s > c > e", more=shared).start().reload()
        happened = {"signal": heard, "message": told, "timer": lambda s: s.wait(hours=1)}[way]
        assert happened(story)
        assert story.outcome == "completed"


REFUSED: dict[str, Case] = {
    "a start that needs several": (
        DECLARED + sketch(start("b", "signal G", "message M", all="true"), "b > e", plain=True)
        .replace("<startEvent", '<endEvent id="e"/><startEvent', 1),
        "b",
        "needs several events",
    ),
    "an error that is needed with others": (
        DECLARED + sketch("user w", beside("b", "w", "error X", "signal G", all="true"),
                          "user a", "s > w > e", "b > a"),
        "b",
        "cannot be one of several",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_several_cannot_mean_is_refused(case: str) -> None:
    assert refused(REFUSED[case])
