"""Flows and gateways that would go wrong in silence are refused."""

from __future__ import annotations

import pytest

from .drawing import BEGIN, DONE, SPARE, TIMER, Case, flow, line, process, refused

REFUSED: dict[str, Case] = {
    "two ways out of an activity": (
        process(BEGIN, SPARE, DONE, '<endEvent id="f"/>', flow("s", "t"), flow("t", "e")).replace(
            "</process>", flow("t", "f") + "</process>"
        ),
        "t",
        "not a gateway",
    ),
    "condition after an activity": (
        process(BEGIN, SPARE, DONE, flow("s", "t"), flow("t", "e", "x = 1")),
        "t",
        "condition",
    ),
    "flow without condition": (
        process(
            BEGIN,
            '<exclusiveGateway id="g"/>',
            DONE,
            '<endEvent id="f"/>',
            flow("s", "g"),
            flow("g", "e", "x = 1"),
            flow("g", "f"),
        ),
        "g_f",
        "no condition",
    ),
    "default with condition": (
        process(
            BEGIN,
            '<exclusiveGateway id="g" default="g_f"/>',
            DONE,
            '<endEvent id="f"/>',
            flow("s", "g"),
            flow("g", "e", "x = 1"),
            flow("g", "f", "y = 1"),
        ),
        "g_f",
        "never be asked",
    ),
    "strange default": (line('<exclusiveGateway id="g" default="s_g"/>'), "g", "default flow"),
    "gateway to nowhere": (
        process(BEGIN, '<exclusiveGateway id="g"/>', flow("s", "g")),
        "g",
        "No flow leaves",
    ),
    "twice into one join": (
        process(
            BEGIN,
            '<exclusiveGateway id="x" default="x_j"/>',
            '<parallelGateway id="j"/>',
            DONE,
            flow("s", "x"),
            flow("x", "j"),
            flow("j", "e"),
            '<sequenceFlow id="again" sourceRef="x" targetRef="j">'
            "<conditionExpression>a</conditionExpression></sequenceFlow>",
        ),
        "j",
        "Two flows",
    ),
    "missing target": (process(BEGIN, DONE, flow("s", "nowhere")), "s_nowhere", "does not join"),
    "unreachable": (process(BEGIN, DONE, SPARE, flow("s", "e")), "t", "No flow leads here"),
    "into a start": (process(BEGIN, SPARE, flow("s", "t"), flow("t", "s")), "s", "leads to"),
    "out of an end": (process(BEGIN, DONE, SPARE, flow("s", "e"), flow("e", "t")), "e", "leaves"),
    "no start": (process(DONE), "p", "no start event"),
    "two starts": (
        process(BEGIN, '<startEvent id="s2"/>', DONE, flow("s", "e"), flow("s2", "e")),
        "p",
        "several plain",
    ),
    "race with one": (
        process(
            BEGIN,
            '<eventBasedGateway id="g"/>',
            DONE,
            flow("s", "g"),
            f'<intermediateCatchEvent id="c">{TIMER.format("timeDuration", "PT1H")}'
            "</intermediateCatchEvent>",
            flow("g", "c"),
            flow("c", "e"),
        ),
        "g",
        "needs two",
    ),
    "race to an activity": (line('<eventBasedGateway id="g"/>', SPARE), "g", "catching event"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])
