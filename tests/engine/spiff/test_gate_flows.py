"""Flows and gateways that would go wrong in silence are refused."""

from __future__ import annotations

import pytest

from .drawing import BEGIN, DONE, SPARE, TIMER, Case, flow, line, process, refused

REFUSED: dict[str, Case] = {
    "only way on with a condition": (
        process(BEGIN, SPARE, DONE, flow("s", "t"), flow("t", "e", "x = 1")),
        "t_e",
        "only flow",
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
    "condition after a parallel gateway": (
        process(
            BEGIN,
            '<parallelGateway id="g"/>',
            DONE,
            '<endEvent id="f"/>',
            flow("s", "g"),
            flow("g", "e", "x = 1"),
            flow("g", "f"),
        ),
        "g_e",
        "leaves a parallelGateway would never",
    ),
    "condition after an event": (
        process(BEGIN, DONE, flow("s", "e", "x = 1")),
        "s_e",
        "startEvent",
    ),
    "default of a parallel gateway": (
        line('<parallelGateway id="g" default="g_e"/>'),
        "g",
        "no default flow",
    ),
    "strange default of an activity": (line('<task id="t" default="s_t"/>'), "t", "default flow"),
    "missing target": (process(BEGIN, DONE, flow("s", "nowhere")), "s_nowhere", "does not join"),
    "unreachable": (process(BEGIN, DONE, SPARE, flow("s", "e")), "t", "No flow leads here"),
    "into a start": (process(BEGIN, SPARE, flow("s", "t"), flow("t", "s")), "s", "leads to"),
    "out of an end": (process(BEGIN, DONE, SPARE, flow("s", "e"), flow("e", "t")), "e", "leaves"),
    "no start": (
        process(SPARE, '<task id="u"/>', flow("t", "u"), flow("u", "t")),
        "p",
        "no start event",
    ),
    "beside the start": (
        process(BEGIN, DONE, SPARE, flow("s", "e"), flow("t", "e")),
        "t",
        "No flow",
    ),
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
    "race to an activity": (line('<eventBasedGateway id="g"/>', SPARE), "t", "catches an event"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])
