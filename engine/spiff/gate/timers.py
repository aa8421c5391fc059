"""Rules about timers: they say when, in ISO 8601 or FEEL, in text that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.spiff.drawing.diagram import Graph
from engine.spiff.elements import periods

Refusals = Iterator[tuple[str, str, str]]
LOOKS_ISO = re.compile(r"-?P[\dT]|R\d*/|R\d*P|\d{4}-\d{2}-\d{2}")
CRON = re.compile(r"(?:[\d*?/,#LW-]+|[A-Z]{3}(?:[-,][A-Z]{3})*)(?:\s+[\dA-Z*?/,#-]+){4,6}")
CRON_REMEDY = (
    "Write a repetition such as R/2026-12-01T09:00:00Z/P1D, or an expression that gives the next "
    "date and time."
)
SEVERAL = re.compile(r"R0*(?:[2-9]|[1-9]\d+)/")
REMEDY = "Write for example PT1H, P10D, R3/P14D or 2026-12-01T09:00:00Z."


def timers(graph: Graph) -> Refusals:
    """Timers say when, in text that can be read."""
    for node in graph.nodes.values():
        for event in node.events:
            if event.kind == "timer":
                for sentence, remedy in wrong(event.timer, event.text or ""):
                    yield node.id, sentence, remedy


def wrong(kind: str, written: str) -> Iterator[tuple[str, str]]:
    """Why the text of a timer (`kind` timeDate, timeDuration or timeCycle) is refused, and what to
    do about it; nothing for FEEL."""
    text = periods.unquoted(written)
    if not text:
        yield "The timer does not say when.", "Give a date, a duration or a cycle."
    elif kind == "timeCycle" and CRON.fullmatch(text):
        yield "The timer's text is cron, which is not ISO 8601.", CRON_REMEDY
    elif periods.is_literal(text) or LOOKS_ISO.match(text) or text != written.strip():
        yield from _literal(kind, text)


def _literal(kind: str, text: str) -> Iterator[tuple[str, str]]:
    try:
        if kind == "timeDuration":
            periods.period(text)
        elif kind == "timeDate":
            periods.instant(text, periods.UTC_ZONE)
        else:
            periods.cycle(text, periods.UTC_ZONE)
    except periods.TimerRefused as error:
        yield str(error), REMEDY


def once_only(graph: Graph) -> Refusals:
    """An event that happens once does not say how often: that could not be kept."""
    for node in graph.nodes.values():
        if node.type != "intermediateCatchEvent":
            continue
        for event in node.events:
            found = SEVERAL.match(periods.unquoted(event.text or ""))
            if event.timer == "timeCycle" and found:
                sentence = "The event is waited for once, and its cycle says several times."
                yield node.id, sentence, "Write a duration, or R1/…; or draw the loop."


RULES = (timers, once_only)
