"""Files that are small to write and dear to judge, and numbers nobody can read."""

from __future__ import annotations

import pytest

from engine.checks import check_file
from engine.spiff.drawing.xml import MOST_DEPTH, whole_number
from tests.engine.spiff.drawing import BEGIN, DONE, flow, line, process
from tests.hostile.material import errors, file, in_time

NINES = "9" * 5_000


def links(count: int) -> str:
    """So many links that all lead to one place."""
    thrown = '<intermediateThrowEvent id="t{0}"><linkEventDefinition name="x"/>'
    caught = '<intermediateCatchEvent id="c"><linkEventDefinition name="x"/>'
    ends = "</intermediateThrowEvent>"
    return process(
        *(thrown.format(n) + ends for n in range(count)),
        f"{caught}</intermediateCatchEvent>{DONE}",
        flow("c", "e"),
    )


def joins(count: int) -> str:
    """So many inclusive gateways that open and join, one after the other."""
    parts, last = [BEGIN, DONE], "s"
    for n in range(count):
        split, join = f"a{n}", f"b{n}"
        parts += [f'<inclusiveGateway id="{split}"/><inclusiveGateway id="{join}"/>']
        parts += [f'<task id="{side}{n}"/>' for side in "xy"]
        parts += [flow(last, split)]
        parts += [flow(split, f"{side}{n}", "1 = 1") + flow(f"{side}{n}", join) for side in "xy"]
        last = join
    return process(*parts, flow(last, "e"))


def nested(depth: int) -> str:
    """Sub-processes in each other."""
    inside = '<task id="t"/>'
    for n in range(depth):
        inside = f'<subProcess id="p{n}">{inside}</subProcess>'
    return process(inside)


@pytest.mark.parametrize("body", [links(3_000), joins(1_000)], ids=["links", "joins"])
def test_a_file_is_judged_in_time_however_it_is_wired(body: str) -> None:
    with in_time():
        found = check_file("a.bpmn", file(body).encode())
    assert found


@pytest.mark.parametrize("depth", [MOST_DEPTH, 245])
def test_elements_in_each_other_are_counted_before_they_are_followed(depth: int) -> None:
    [found] = errors(check_file("a.bpmn", file(nested(depth)).encode()))
    assert found.rule == "xml-too-large"
    assert f"more than {MOST_DEPTH} deep" in found.sentence


@pytest.mark.parametrize(
    "body",
    [
        line(f'<task id="t"><standardLoopCharacteristics loopMaximum="-{NINES}"/></task>'),
        line(f'<task id="t" startQuantity="{NINES}"/>'),
        line(f'<task id="t" completionQuantity="-{NINES}"/>'),
    ],
)
def test_a_number_that_is_too_long_is_refused_and_does_not_crash(body: str) -> None:
    assert errors(check_file("a.bpmn", file(body).encode()))


def test_an_endless_maximum_of_a_loop_is_read() -> None:
    endless = line(f'<task id="t"><standardLoopCharacteristics loopMaximum="{NINES}"/></task>')
    assert not errors(check_file("a.bpmn", file(endless).encode()))


@pytest.mark.parametrize("given", ["²", "--5", "", "1e9", "٣", "5 5"])
def test_what_looks_like_a_number_to_some_is_none(given: str) -> None:
    assert whole_number(given) is None
