"""Errors and escalations, caught where they are expected, and what happens when they are not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from .conftest import TestHost
from .happening import beside, end, inside, tell, throw

BARE = '<endEvent id="z"><errorEventDefinition/></endEvent>'


def raising(*parts: str) -> str:
    """A sub-process that begins and then does these, one after the other."""
    ids = ["us", *(part.split('id="')[1].split('"')[0] for part in parts)]
    flows = [
        f'<sequenceFlow id="{a}{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairwise(ids)
    ]
    return inside("u", '<startEvent id="us"/>', *parts, *flows)


def caught(host: TestHost, scope: str, boundary: str) -> list[str]:
    story = tell(host, scope, boundary, "user a", "user v", "s > u > v > e", "b > a").start()
    return story.reload().names()


@pytest.mark.parametrize("wanted", ["error X", "error "])
def test_an_error_is_caught_by_its_code_or_by_one_for_all(host: TestHost, wanted: str) -> None:
    scope = raising(end("z", "error X"))
    assert caught(host, scope, beside("b", "u", wanted)) == ["a"]


def test_an_error_without_a_code_is_caught_by_one_for_all_only(host: TestHost) -> None:
    assert caught(host, raising(BARE), beside("b", "u", "error ")) == ["a"]
    story = tell(host, raising(BARE), beside("b", "u", "error X"), "user a", "s > u > e", "b > a")
    story.start().reload()
    assert story.outcome == "failed"
    assert "without a code" in story.problem().sentence


def test_an_escalation_that_nobody_catches_just_passes(host: TestHost) -> None:
    scope = raising(throw("t", "escalation Y"), end("z", "escalation Y"))
    story = tell(host, scope, "user v", "s > u > v > e").start().reload()
    assert story.names() == ["v"]


def test_a_boundary_that_stays_hears_every_escalation(host: TestHost) -> None:
    scope = raising(throw("t", "escalation Y"), throw("r", "escalation Y"), '<userTask id="w"/>')
    assert caught(host, scope, beside("b", "u", "escalation Y", stops=False)) == ["a", "a", "w"]


def test_a_boundary_that_interrupts_stops_the_rest(host: TestHost) -> None:
    scope = raising(throw("t", "escalation Y"), '<userTask id="w"/>')
    assert caught(host, scope, beside("b", "u", "escalation ")) == ["a"]


@pytest.mark.parametrize(("stops", "names"), [(True, ["a"]), (False, ["a", "v"])])
def test_a_called_process_escalates_to_its_caller(
    host: TestHost, stops: bool, names: list[str]
) -> None:
    called = (
        '<process id="c" isExecutable="true"><startEvent id="cs"/>'
        f'{end("ce", "escalation Y")}<sequenceFlow id="cf" sourceRef="cs" targetRef="ce"/>'
        "</process>"
    )
    call = '<callActivity id="u" calledElement="c"/>'
    boundary = beside("b", "u", "escalation Y", stops=stops)
    lines = [call, boundary, "user a", "user v", "s > u > v > e", "b > a"]
    assert tell(host, *lines, more=called).start().reload().names() == names
