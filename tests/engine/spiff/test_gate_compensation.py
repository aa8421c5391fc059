"""What is refused about compensation and transactions, with the element and a remedy."""

from __future__ import annotations

import pytest

from .drawing import Case, process, refused
from .undoing import definitions, handled, inside, note, on_event, row, throw, undo

CANCEL = "<cancelEventDefinition/>"
ON_T = f'<boundaryEvent id="b" attachedToRef="t">{CANCEL}</boundaryEvent>'
OFF = '<endEvent id="o"/><sequenceFlow id="f" sourceRef="b" targetRef="o"/>'
UNDOES = on_event("es", "<compensateEventDefinition/>", note("n"))
HANDLER = note("h", isForCompensation="true")


def transaction(*parts: str, **said: str) -> str:
    return row(inside("t", *parts, kind="transaction", **said))


CASES: dict[str, Case] = {
    "no handler": (
        process(row(note("a")), undo("a").replace("<association", "<x")),
        "c_a",
        "leads to no activity",
    ),
    "an ordinary activity as a handler": (
        process(row(note("a"), note("z")), handled("a", note("un_a"))),
        "c_a",
        "leads to no activity",
    ),
    "a flow from the compensation event": (
        process(
            row(note("a"), note("z")),
            undo("a"),
            '<sequenceFlow id="f" sourceRef="c_a" targetRef="z"/>',
        ),
        "c_a",
        "never be taken",
    ),
    "two compensation events": (
        process(row(note("a")), undo("a"), undo("a").replace("c_a", "d_a")),
        "d_a",
        "same activity",
    ),
    "a handler nobody leads to": (process(row(note("a")), HANDLER), "h", "not led to"),
    "a flow from a handler": (
        process(
            row(note("a"), note("z")),
            undo("a"),
            '<sequenceFlow id="f" sourceRef="un_a" targetRef="z"/>',
        ),
        "un_a",
        "sequence flow leads",
    ),
    "an event on a handler": (
        process(
            row(note("a")),
            undo("a"),
            '<boundaryEvent id="b" attachedToRef="un_a">'
            "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
            "</boundaryEvent>",
            OFF,
        ),
        "un_a",
        "An event sits",
    ),
    "an event sub-process for compensation that is not": (
        process(
            row(
                inside(
                    "s1",
                    row(note("a"), prefix="i"),
                    inside(
                        "es",
                        row(note("n"), prefix="es").replace(
                            '<startEvent id="ess"/>',
                            '<startEvent id="ess">'
                            "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent>",
                        ),
                        triggeredByEvent="true",
                        isForCompensation="true",
                    ),
                )
            )
        ),
        "es",
        "its start event says so",
    ),
    "two that compensate the same": (
        process(
            row(
                inside(
                    "s1",
                    row(note("a"), prefix="i"),
                    UNDOES,
                    on_event("et", "<compensateEventDefinition/>", note("m")),
                )
            )
        ),
        "et",
        "second event sub-process",
    ),
    "something out of sight": (
        process(row(inside("s1", row(note("a"), prefix="i"), undo("a")), throw(activityRef="a"))),
        "x",
        "not in sight",
    ),
    "something without a handler": (
        process(row(note("a"), throw(activityRef="a"))),
        "x",
        "has no handler",
    ),
    "a cancel end outside": (process(row(note("a"), end=CANCEL)), "e", "but a transaction"),
    "a cancel boundary on a sub-process": (
        process(row(inside("t", row(note("a"), prefix="i"))), ON_T, OFF),
        "b",
        "no transaction",
    ),
    "a cancel boundary that does not interrupt": (
        process(
            transaction(row(note("a"), prefix="i")),
            ON_T.replace("attached", 'cancelActivity="false" attached'),
            OFF,
        ),
        "b",
        "always interrupts",
    ),
    "two ways on from the cancel": (
        process(
            transaction(row(note("a"), prefix="i")),
            ON_T,
            OFF,
            ON_T.replace('"b"', '"c"'),
            '<sequenceFlow id="g" sourceRef="c" targetRef="o"/>',
        ),
        "t",
        "Two cancel events",
    ),
    "compensation that does not interrupt": (
        process(
            row(
                inside(
                    "s1",
                    row(note("a"), prefix="i"),
                    UNDOES.replace('"ess"', '"ess" isInterrupting="false"', 1),
                )
            )
        ),
        "ess",
        "does not interrupt",
    ),
    "another method": (
        process(transaction(row(note("a"), prefix="i"), method="##Store")),
        "t",
        "otherwise than by compensation",
    ),
    "by event": (
        process(
            row(note("a")),
            inside("t", row(note("b"), prefix="i"), kind="transaction", triggeredByEvent="true"),
        ),
        "t",
        "cannot be an event sub-process",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_refused_with_the_element_and_a_remedy(case: Case) -> None:
    assert refused(case)


def test_a_throw_in_an_event_sub_process_sees_what_is_around_it() -> None:
    undoes = on_event("es", "<compensateEventDefinition/>", throw("y", activityRef="a"))
    read = definitions(row(inside("s1", row(note("a"), prefix="i"), undo("a"), undoes)))
    assert "y" in read.processes["p"].elements
