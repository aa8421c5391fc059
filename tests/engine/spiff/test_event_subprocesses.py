"""Event sub-processes: for every trigger, stopping what is around them or not, at every level."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Story, TestHost
from .happening import end, handler, heard, inside, tell, told
from .sketching import tell as plainly

WORK = '<startEvent id="us"/><userTask id="w"/>'
FLOWS = '<sequenceFlow id="f1" sourceRef="us" targetRef="w"/>'
Happen = Callable[[Story], object]


def wait(story: Story) -> list[str]:
    return story.wait(hours=1)


TRIGGERS: dict[str, Happen] = {
    "message M": told,
    "signal G": heard,
    "after PT1H": wait,
}


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("deep", [False, True])
def test_an_interrupting_one_takes_the_place_of_the_work(
    host: TestHost, trigger: str, deep: bool
) -> None:
    listening = handler("h", trigger)
    lines = ["user w", "s > w > e", listening]
    if deep:
        lines = [inside("u", WORK, FLOWS, listening), "user v", "s > u > v > e"]
    story = tell(host, *lines).start()
    assert TRIGGERS[trigger](story)
    assert story.names() == ["a"]
    assert not TRIGGERS[trigger](story)
    story.reload().submit("a")
    assert story.names() == (["v"] if deep else [])


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_one_that_does_not_interrupt_runs_beside_and_keeps_its_scope_open(
    host: TestHost, trigger: str
) -> None:
    scope = inside("u", WORK, FLOWS, handler("h", trigger, stops=False))
    story = tell(host, scope, "user v", "s > u > v > e").start()
    assert TRIGGERS[trigger](story)
    assert story.names() == ["a", "w"]
    assert story.reload().submit("w").names() == ["a"]
    assert story.reload().submit("a").names() == ["v"]


def test_messages_and_signals_start_it_as_often_as_they_come(host: TestHost) -> None:
    both = [handler("h", "message M", stops=False), handler("k", "signal G", stops=False, then="b")]
    story = tell(host, "user w", *both, "s > w > e").start()
    for happen in (told, heard, told, heard):
        assert happen(story)
    assert story.names() == ["a", "a", "b", "b", "w"]


def test_the_first_of_several_that_interrupt_ends_the_others(host: TestHost) -> None:
    both = [handler("h", "message M"), handler("k", "signal G", then="b")]
    story = tell(host, "user w", *both, "s > w > e").start()
    assert heard(story)
    assert not told(story)
    assert story.reload().submit("b").outcome == "completed"


@pytest.mark.parametrize(("code", "names"), [("E1", ["a"]), ("other", [])])
def test_an_error_starts_the_one_for_its_code(host: TestHost, code: str, names: list[str]) -> None:
    more = f'<error id="Z" errorCode="{code}"/>'
    lines = ["user w", end("z", "error Z"), "s > w > z", handler("h", "error X")]
    story = tell(host, *[*lines, "s > e"], more=more).start().reload()
    story.submit("w").reload()
    assert story.names() == names
    assert story.outcome == ("active" if names else "failed")


@pytest.mark.parametrize(("stops", "left"), [(True, ["a"]), (False, ["a", "v"])])
def test_an_escalation_starts_it_and_the_work_goes_on_if_it_may(
    host: TestHost, stops: bool, left: list[str]
) -> None:
    thrown = '<intermediateThrowEvent id="t"><escalationEventDefinition escalationRef="Y"/>'
    lines = ["user w", f"{thrown}</intermediateThrowEvent>", "user v", "s > w > t > v > e"]
    story = tell(host, *lines, handler("h", "escalation Y", stops=stops)).start().reload()
    assert story.submit("w").reload().names() == left


def test_one_inside_an_event_sub_process_listens_while_that_runs(host: TestHost) -> None:
    inner = handler("k", "signal H", then="b")
    outer = handler("h", "signal G", stops=False).replace("</subProcess>", f"{inner}</subProcess>")
    story = tell(host, "user w", outer, "s > w > e").start()
    assert not heard(story, "bell")
    assert heard(story)
    assert heard(story, "bell")
    assert story.names() == ["b", "w"]


def test_without_its_event_it_does_nothing(host: TestHost) -> None:
    story = plainly(host, "user w", "s > w > e", handler("h", "after PT1H")).start().reload()
    assert story.submit("w").outcome == "completed"
