"""What an event must say: its message, code, signal, condition or time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checks.standard.elements import (
    EVENTS,
    THROWING,
    Element,
    Elements,
    children,
    executable,
    kind,
    words,
)
from engine.checks.standard.rule import Broken, rule
from engine.spiff import is_literal

TIMES = ("timeDate", "timeDuration", "timeCycle")
EXAMPLES = "Write for example PT1H, P10D, R3/P14D or 2026-12-01T09:00:00Z."
SHOUTED = re.compile(r"[A-Z0-9][A-Z0-9:/.+-]*")


def _defined(found: Elements, what: str, *events: str) -> Iterator[tuple[Element, Element]]:
    """Events of executable processes with their definitions of one kind."""
    for event in found.of(*(events or EVENTS)):
        for definition in found.definitions(event):
            if kind(definition) == f"{what}EventDefinition" and executable(event):
                yield event, definition


@rule("message-missing", also=("events-names",))
def message(found: Elements) -> Broken:
    """A message event says which message."""
    for event, definition in _defined(found, "message"):
        if not definition.get("messageRef"):
            yield event, "The event does not say which message.", "Choose its message."


@rule("signal-missing", also=("events-names",))
def signal(found: Elements) -> Broken:
    """A signal event says which signal."""
    for event, definition in _defined(found, "signal"):
        if not definition.get("signalRef"):
            yield event, "The event does not say which signal.", "Choose its signal."


@rule("code-missing", also=("events-names",))
def code(found: Elements) -> Broken:
    """What is thrown as an error or an escalation has a code, by which it is caught."""
    for what in ("error", "escalation"):
        for event, definition in _defined(found, what, *THROWING):
            thrown = found.get(definition.get(f"{what}Ref"))
            if thrown is None or not thrown.get(f"{what}Code"):
                yield event, f"The {what} has no code.", "Choose one that has a code."


@rule("condition-missing", also=("events-names", "expression-empty"))
def condition(found: Elements) -> Broken:
    """A conditional event says what it waits for."""
    for event, definition in _defined(found, "conditional"):
        if not words(next(iter(children(definition, "condition")), None)):
            yield event, "The event has no condition.", "Write the condition it waits for."


@rule("timer-missing", also=("timers", "expression-empty"))
def timer(found: Elements) -> Broken:
    """A timer says when: by a date, a duration or a cycle, by one of them."""
    for event, definition in _defined(found, "timer"):
        given = children(definition, *TIMES)
        if len(given) > 1:
            sentence = "The timer has several times; only one of them can count."
            yield event, sentence, "Keep the date, the duration or the cycle."
        elif not given or not words(given[0]):
            yield event, "The timer does not say when.", "Give a date, a duration or a cycle."


@rule("timer-text", also=("timers", "expressions"))
def timer_text(found: Elements) -> Broken:
    """A time that is not worked out is written as ISO 8601 says."""
    for event, definition in _defined(found, "timer"):
        for given in children(definition, *TIMES):
            for sentence, remedy in no_time(kind(given), words(given)):
                yield event, sentence, remedy


def no_time(name: str, text: str) -> Iterator[tuple[str, str]]:
    """The sentence and remedy for a text that only looks like a time; `name` as in timeDate."""
    if SHOUTED.fullmatch(text) and not is_literal(text):
        yield f"Its {name} is neither a time nor the name of a variable.", EXAMPLES


RULES = (message, signal, code, condition, timer, timer_text)
