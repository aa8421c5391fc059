"""The shape of a file in simulation/: what may stand where, and of which kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from handlers.simulation.when import POINT

Said = tuple[str, str, str]
Judge = Callable[[Any], bool]
KINDS = ("user_tasks", "offers", "requests", "leavers")


def number(value: Any) -> bool:
    """Whether it is a number that is not below 0."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def share(value: Any) -> bool:
    """Whether it is a number from 0 to 1."""
    return number(value) and value <= 1


def text(value: Any) -> bool:
    """Whether it is a text."""
    return isinstance(value, str)


def weights(value: Any) -> bool:
    """Whether it is a table of numbers, not all of them 0."""
    return isinstance(value, Mapping) and all(map(number, value.values())) and any(value.values())


def table_of(judge: Judge) -> Judge:
    """Whether it is a table of such values."""
    return lambda value: isinstance(value, Mapping) and all(map(judge, value.values()))


def spans(value: Any) -> bool:
    """Whether it is a list of [share, from, to] and [share, "never"]."""
    rows = value if isinstance(value, list) else []
    return bool(rows) and all(map(_span, rows)) and any(row[0] for row in rows)


def _span(row: Any) -> bool:
    if not isinstance(row, list) or not row or not number(row[0]):
        return False
    points = row[1:]
    texts = all(isinstance(one, str) for one in points)
    return points == ["never"] or (len(points) == 2 and texts and all(map(POINT.fullmatch, points)))


def pair(value: Any) -> bool:
    """Whether it is two whole numbers, the lower first."""
    whole = isinstance(value, list) and [type(one) for one in value] == [int, int]
    return whole and -400 <= value[0] <= value[1] <= 400


def steps(value: Any) -> bool:
    """Whether it is a table of weights for steps such as "-1"."""
    return weights(value) and all(one.removeprefix("-").isdecimal() for one in value)


def texts(value: Any) -> bool:
    """Whether it is a list of texts."""
    return isinstance(value, list) and bool(value) and all(map(text, value))


TOP: Mapping[str, tuple[Judge, str]] = {
    "title": (text, "a text"),
    "default": (table_of(lambda _: True), "a table"),
    **{kind: (table_of(lambda one: isinstance(one, Mapping)), "a table") for kind in KINDS},
}
WHEN = (spans, 'a list of [share, "created", "created+2"] and [share, "never"]')
SHARE = (share, "a number from 0 to 1")
DEFAULT = {"when": WHEN, "optional": SHARE, "differ": SHARE, "offer": SHARE}
RULE: Mapping[str, tuple[Judge, str]] = {
    "weights": (weights, "a table of numbers"),
    "given": (text, "a text"),
    "by": (table_of(weights), "a table of tables of numbers"),
    "near": (text, "a text"),
    "steps": (steps, 'a table of numbers, such as { "-1" = 10, "0" = 90 }'),
    "chance": SHARE,
    "days": (pair, "two whole numbers, such as [1, 20]"),
    "rows": (pair, "two whole numbers, such as [1, 3]"),
    "texts": (texts, "a list of texts"),
}
HABIT: Mapping[str, tuple[Judge, str]] = {
    "when": WHEN,
    "chance": SHARE,
    "by": (text, "a text"),
    "answers": (table_of(lambda one: isinstance(one, Mapping)), "a table of tables"),
}


def faults(raw: Mapping[str, Any]) -> Iterator[Said]:
    """Where the file is not as it has to be: the place, a sentence, a remedy."""
    wrong = list(_judged("", raw, TOP))
    yield from wrong
    if wrong:
        return
    yield from _judged("default.", raw.get("default", {}), DEFAULT)
    for kind in KINDS:
        for element, said in raw.get(kind, {}).items():
            yield from _habit(f"{kind}.{element}.", said)


def _habit(place: str, said: Mapping[str, Any]) -> Iterator[Said]:
    wrong = list(_judged(place, said, HABIT))
    yield from wrong
    if not wrong:
        for path, rule in said.get("answers", {}).items():
            yield from _judged(f"{place}answers.{path}.", rule, RULE)


def _judged(
    place: str, said: Mapping[str, Any], known: Mapping[str, tuple[Judge, str]]
) -> Iterator[Said]:
    for name, value in said.items():
        if name not in known:
            remedy = f"Use one of: {', '.join(known)}."
            yield f"{place}{name}", "Nothing is read from here.", remedy
        elif not known[name][0](value):
            yield f"{place}{name}", f"It is not {known[name][1]}.", f"Write {known[name][1]}."
