"""Events that would go wrong in silence are refused."""

from __future__ import annotations

import pytest

from .drawing import BEGIN, SPARE, TIMER, Case, line, refused

REFUSED: dict[str, Case] = {
    "compensation caught in a flow": (
        line(
            '<intermediateCatchEvent id="l"><compensateEventDefinition/></intermediateCatchEvent>'
        ),
        "l",
        "compensate",
    ),
    "catching nothing": (line('<intermediateCatchEvent id="c"/>'), "c", "none"),
    "nameless message": (
        line('<intermediateCatchEvent id="c"><messageEventDefinition/></intermediateCatchEvent>'),
        "c",
        "no name",
    ),
    "empty timer": (
        line('<intermediateCatchEvent id="c"><timerEventDefinition/></intermediateCatchEvent>'),
        "c",
        "does not say when",
    ),
    "absurd timer": (
        line(
            f'<intermediateCatchEvent id="c">{TIMER.format("timeDuration", "P1000000000Y")}'
            "</intermediateCatchEvent>"
        ),
        "c",
        "not a duration",
    ),
    "boundary of nothing": (
        line(SPARE).replace(
            "</process>",
            '<boundaryEvent id="b" attachedToRef="x"><errorEventDefinition/></boundaryEvent>'
            "</process>",
        ),
        "b",
        "sits on no activity",
    ),
    "error that does not interrupt": (
        line(SPARE).replace(
            "</process>",
            '<boundaryEvent id="b" attachedToRef="t" cancelActivity="false">'
            "<errorEventDefinition/></boundaryEvent></process>",
        ),
        "b",
        "always interrupts",
    ),
    "escalation from a task": (
        line(SPARE).replace(
            "</process>",
            '<boundaryEvent id="b" attachedToRef="t"><escalationEventDefinition/></boundaryEvent>'
            "</process>",
        ),
        "b",
        "Nothing escalates",
    ),
    "empty sub-process": (line('<subProcess id="u"/>'), "u", "no other place to begin"),
    "event sub-process without an event": (
        line().replace(
            "</process>",
            f'<subProcess id="u" triggeredByEvent="true">{BEGIN.replace("s", "s", 1)}'
            "</subProcess></process>",
        ),
        "s",
        "none",
    ),
    "event sub-process in a flow": (
        line('<subProcess id="u" triggeredByEvent="true"/>'),
        "u",
        "no flows",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])
