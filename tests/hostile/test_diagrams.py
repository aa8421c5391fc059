"""Diagrams drawn to go on for ever, to multiply, or to be too much: refused, or stopped."""

from __future__ import annotations

import itertools

import pytest

from engine.checks import check_file
from engine.rehearsal import Plan, play
from engine.spiff import read
from tests.engine.spiff.drawing import BEGIN, DONE, flow, line, process
from tests.hostile.material import bundle, errors, file, in_time

MONTH = "P30D"


def chained(nodes: int) -> str:
    """So many activities in a row."""
    tasks = "".join(f'<task id="t{n}"/>' for n in range(nodes))
    ids = ["s", *(f"t{n}" for n in range(nodes)), "e"]
    return process(BEGIN, tasks, DONE, *(flow(a, b) for a, b in itertools.pairwise(ids)))


def nested(depth: int) -> str:
    """Sub-processes in each other."""
    inside = '<task id="t"/>'
    for n in range(depth):
        inside = f'<subProcess id="n{n}">{inside}</subProcess>'
    return line(inside) if depth < 2 else process(BEGIN, inside, DONE, flow("s", f"n{depth - 1}"))


def split(ways: int) -> str:
    """One gateway with so many flows, all joined again."""
    tasks = "".join(f'<task id="t{n}"/>' for n in range(ways))
    flows = "".join(flow("g", f"t{n}") + flow(f"t{n}", "j") for n in range(ways))
    gateways = '<parallelGateway id="g"/><parallelGateway id="j"/>'
    return process(BEGIN, gateways, tasks, DONE, flow("s", "g"), flows, flow("j", "e"))


def several(number: int) -> str:
    """How a multi-instance activity says how often."""
    often = f"<loopCardinality>{number}</loopCardinality>"
    return f"<multiInstanceLoopCharacteristics>{often}</multiInstanceLoopCharacteristics>"


MILLION = f'{several(1000)}<task id="t">{several(1000)}</task>'
RUNAWAY = {
    "a circle of gateways": process(
        BEGIN,
        '<exclusiveGateway id="a"/><exclusiveGateway id="b"/>',
        flow("s", "a"),
        flow("a", "b"),
        flow("b", "a"),
    ),
    "tokens that multiply in a circle": process(
        BEGIN,
        '<exclusiveGateway id="a"/><parallelGateway id="g"/>',
        flow("s", "a"),
        flow("a", "g"),
        flow("g", "a"),
        '<sequenceFlow id="again" sourceRef="g" targetRef="a"/>',
    ),
    "a million instances": line(f'<subProcess id="o">{MILLION}</subProcess>'),
    "a loop without an end": line(
        '<task id="t"><standardLoopCharacteristics><loopCondition>true</loopCondition>'
        "</standardLoopCharacteristics></task>"
    ),
    "conditions that flip each other": process(
        BEGIN,
        '<exclusiveGateway id="m"/>'
        "<scriptTask id='up'><script>{ x: true }</script></scriptTask>"
        "<scriptTask id='down'><script>{ x: false }</script></scriptTask>",
        flow("s", "m"),
        flow("m", "up"),
        flow("up", "down"),
        flow("down", "m"),
    ),
    "a variable that doubles": process(
        BEGIN,
        '<exclusiveGateway id="m"/>'
        "<scriptTask id='b'><script>{ x: if is_defined(x) then x + x else \"hahahaha\" }</script>"
        "</scriptTask>",
        flow("s", "m"),
        flow("m", "b"),
        flow("b", "m"),
    ),
}


@pytest.mark.parametrize("name", RUNAWAY)
def test_what_never_rests_is_stopped_and_said(name: str) -> None:
    with in_time():
        played = play(bundle(RUNAWAY[name]), Plan(until=MONTH))
    assert played.outcome in ("incident", "refused")
    assert errors(list(played.findings))


def test_processes_that_start_each_other_for_ever_are_stopped() -> None:
    message = '<message id="m" name="again"/>'
    catch = '<startEvent id="b"><messageEventDefinition id="c" messageRef="m"/></startEvent>'
    throw = '<endEvent id="z"><messageEventDefinition id="d" messageRef="m"/></endEvent>'
    spawning = process(catch, throw, flow("b", "z"), id="q")
    first = '<endEvent id="y"><messageEventDefinition id="f" messageRef="m"/></endEvent>'
    begun = process(BEGIN, first, flow("s", "y"))
    with in_time():
        played = play(bundle(message + begun + spawning), Plan(processes=("p",), until=MONTH))
    assert played.outcome == "incident"
    assert errors(list(played.findings))


def test_a_timer_without_rest_is_refused() -> None:
    timer = "<timerEventDefinition id='d'><timeCycle>R/PT1S</timeCycle></timerEventDefinition>"
    body = process(
        BEGIN,
        '<userTask id="u" name="Count the books"/>',
        f'<boundaryEvent id="b" attachedToRef="u" cancelActivity="false">{timer}</boundaryEvent>',
        DONE,
        '<endEvent id="f"/>',
        flow("s", "u"),
        flow("u", "e"),
        flow("b", "f"),
    )
    assert "b" in {wrong.element for wrong in errors(check_file("a.bpmn", file(body).encode()))}


def test_calls_in_a_circle_are_refused() -> None:
    calls = line('<callActivity id="c" calledElement="q"/>') + line(
        '<callActivity id="d" calledElement="p"/>'
    ).replace('"p" isExecutable', '"q" isExecutable').replace('id="s"', 'id="s2"')
    assert errors(check_file("a.bpmn", file(calls).encode()))


@pytest.mark.parametrize("depth", [20, 250, 2_000])
def test_what_is_nested_deeply_is_read_or_refused(depth: int) -> None:
    with in_time():
        found = check_file("a.bpmn", file(nested(depth)).encode())
    assert depth < 100 or errors(found)


@pytest.mark.parametrize("body", [chained(400), chained(5_000), split(400)])
def test_a_wide_or_long_diagram_is_run_or_refused_in_time(body: str) -> None:
    with in_time():
        played = play(bundle(body), Plan(until=MONTH))
    assert played.outcome == "completed" or errors(list(played.findings))


def test_links_in_a_circle_and_definitions_of_themselves_are_refused() -> None:
    loop = (
        '<intermediateThrowEvent id="t"><linkEventDefinition id="l" name="x"/>'
        "</intermediateThrowEvent>"
        '<intermediateCatchEvent id="c"><linkEventDefinition id="k" name="x"/>'
        "</intermediateCatchEvent>"
    )
    circle = process(BEGIN, loop, flow("s", "t"), flow("c", "t"))
    with in_time():
        played = play(bundle(circle), Plan(until=MONTH))
    assert played.outcome in ("incident", "refused")
    dangling = line('<dataObjectReference id="r" dataObjectRef="r"/><task id="t"/>')
    assert errors(check_file("a.bpmn", file(dangling.replace("s_r", "s_t")).encode()))


def test_dates_at_the_end_of_time_are_said_and_do_not_crash() -> None:
    for text in ("9999999-01-01T00:00:00Z", "P99999999Y", "R999999999/PT1H", "PT1E9S"):
        timer = f"<timerEventDefinition id='d'><timeDate>{text}</timeDate></timerEventDefinition>"
        event = f'<intermediateCatchEvent id="c">{timer}</intermediateCatchEvent>'
        assert errors(check_file("a.bpmn", file(line(event)).encode())), text


def test_a_bundle_is_read_although_each_file_is_hostile() -> None:
    with in_time():
        found = check_file("a.bpmn", b"\xff\xfe<\x00d\x00")
    assert errors(found)
    assert read(bundle(line('<task id="t"/>'))).processes.keys() == {"p"}
