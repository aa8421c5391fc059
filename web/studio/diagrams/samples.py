"""Trying an expression on example values: nothing of any case is read."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from engine import expressions
from engine.bundle import Bundle
from engine.calendar import calendar_of
from engine.decisions import DecisionFailed, DecisionRefused, Decisions
from engine.decisions import evaluate as decide
from engine.expressions import Settings, strip_equals
from engine.expressions.foreign import read
from engine.expressions.texts import Kind
from engine.spiff import tables, zone
from web.words import day

Sample = Mapping[str, str]
ALWAYS = frozenset({"parameters", "instance", "fired"})
MOST_SHOWN = 2_000


def value_of(text: str) -> object:
    """What a person means by an example value: 12, true, a date, a list or record as JSON, or text.

    An empty one is null.
    """
    plain = text.strip()
    for way in (json.loads, date.fromisoformat):
        try:
            return way(plain)
        except ValueError:
            continue
    return plain or None


def names(place: str, text: str) -> list[str]:
    """The variables a text asks for, in the order of the alphabet. ExpressionFailed."""
    used = expressions.names_used(_feel(text), kind=_kind(place))
    return sorted(used - ALWAYS)


def tried(bundle: Bundle, place: str, text: str, sample: Sample, now: datetime) -> str:
    """The value of a text on these values, as people read it. Raises ExpressionFailed."""
    nothing = dict.fromkeys(sample)
    value = evaluate(bundle, place, text, nothing | given(bundle, sample, now), now)
    return shown(value, zone(bundle))


def given(bundle: Bundle, sample: Sample, now: datetime) -> dict[str, object]:
    """The variables with their example values. One left empty is what its table decides by itself,
    where a table decides it; else it is left out."""
    known = {name: value_of(value) for name, value in sample.items() if value.strip()}
    empty = {name for name, value in sample.items() if not value.strip()}
    return {**_decided(bundle, empty, known, now), **known} if empty else known


def _decided(
    bundle: Bundle, names: Collection[str], known: Mapping[str, object], now: datetime
) -> dict[str, object]:
    from engine.checks.asking import Asking

    deciding = {
        node.properties.get("result", ""): node.decision
        for _, _, node in Asking.of(bundle).subject.nodes()
        if node.decision
    }
    wanted = {name: deciding[name] for name in names if name in deciding}
    found: dict[str, object] = {}
    for name, decision in wanted.items():
        with suppress(DecisionFailed, DecisionRefused):
            found[name] = _decide(bundle, decision, known, now)
    return found


def _decide(bundle: Bundle, id: str, known: Mapping[str, object], now: datetime) -> object:
    return decide(Decisions(tables(bundle)[0]), id, _asked(bundle, known), _at(bundle, now))


def evaluate(
    bundle: Bundle, place: str, text: str, known: Mapping[str, object], now: datetime
) -> object:
    """The value of a text at an instant, with the bundle's parameters and calendar."""
    asked, settings = _asked(bundle, known), _at(bundle, now)
    if _kind(place) == "context":
        return expressions.evaluate_context(_feel(text), asked, settings)
    return expressions.evaluate(_feel(text), asked, settings)


def _kind(place: str) -> Kind:
    """What stands at a place. The rules are loaded when a process owner first asks for one."""
    from engine.checks.asking import kind_of

    return kind_of(place)


def _asked(bundle: Bundle, known: Mapping[str, object]) -> dict[str, object]:
    return {"fired": 0, **known, "parameters": bundle.parameters, "instance": {}}


def _at(bundle: Bundle, now: datetime) -> Settings:
    return Settings(now=now, calendar=calendar_of(bundle, None), zone=zone(bundle))


def _feel(text: str) -> str:
    return strip_equals(read(text.strip()).feel)


def shown(value: object, clock: str) -> str:
    """A value as people read it: dates in words, texts in quotes, records entry by entry."""
    if value is None or isinstance(value, bool):
        return {None: "nothing (null)", True: "yes (true)", False: "no (false)"}[value]
    if isinstance(value, datetime):
        local = value.astimezone(ZoneInfo(clock))
        return f"{local:%A} {day(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return f"{value:%A} {day(value)}"
    return _structured(value, clock)[:MOST_SHOWN]


def _structured(value: object, clock: str) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {shown(one, clock)}" for name, one in value.items()) or "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(shown(one, clock) for one in value) or "an empty list"
    return f'"{value}"' if isinstance(value, str) else str(value)
