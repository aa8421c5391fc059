"""Cells of a table read as sets of values: literals, intervals, comparisons, lists and not( ).

Anything else - a name, a function, "?" - cannot be judged: `read_tests` answers None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "date", "string", "boolean", "null"]
Point = float | str | bool | None

TOKEN = re.compile(
    r"""\s*(?:
      (?P<string>"(?:[^"\\]|\\.)*")
    | (?:date\(\s*|@)"(?P<date>\d{4}-\d\d-\d\d)"(?P<close>\s*\))?
    | (?P<number>-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>true|false|null|not)\b
    | (?P<sign><=|>=|!=|\.\.|[<>=\[\](),])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Value:
    """A literal: its kind, and the value by which it is ordered."""

    kind: Kind
    point: Point


@dataclass(frozen=True)
class Test:
    """From `low` to `high`, None for no end; whether each end is in; `outside` for all but that."""

    low: Value | None
    high: Value | None
    with_low: bool = True
    with_high: bool = True
    outside: bool = False


@dataclass(frozen=True)
class Tests:
    """A cell: one of the tests must hold, or none of them where `negated`."""

    any_of: tuple[Test, ...]
    negated: bool = False


class Unclear(Exception):
    """The cell says more than sets of values can."""


def read_tests(text: str) -> Tests | None:
    """The tests of a cell, or None when they cannot be judged."""
    try:
        return _tests(list(_tokens(text)))
    except Unclear:
        return None


def _tokens(text: str) -> Iterator[Value | str]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = TOKEN.match(text, at)
        if not found:
            raise Unclear
        at = found.end()
        yield _token(found)


def _token(found: re.Match[str]) -> Value | str:
    kind, text = found.lastgroup, found.group(0).strip()
    if found["string"]:
        return Value("string", str(json.loads(found["string"])))
    if found["date"]:
        if text.startswith("@") == bool(found["close"]):
            raise Unclear
        return Value("date", found["date"])
    if kind == "number":
        return Value("number", float(text))
    if text in ("true", "false"):
        return Value("boolean", text == "true")
    return Value("null", None) if text == "null" else text


def _tests(tokens: list[Value | str]) -> Tests:
    negated = tokens[:2] == ["not", "("]
    if negated:
        if tokens[-1] != ")":
            raise Unclear
        tokens = tokens[2:-1]
    found = []
    while tokens:
        test, tokens = _test(tokens)
        found.append(test)
        if tokens:
            if tokens[0] != "," or len(tokens) == 1:
                raise Unclear
            tokens = tokens[1:]
    if not found:
        raise Unclear
    return Tests(tuple(found), negated)


def _test(tokens: list[Value | str]) -> tuple[Test, list[Value | str]]:
    first = tokens[0]
    if isinstance(first, Value):
        return Test(first, first), tokens[1:]
    if first in "[](" and len(tokens) >= 5 and tokens[2] == "..":
        return _interval(tokens), tokens[5:]
    return _comparison(first, tokens[1:2]), tokens[2:]


def _interval(tokens: list[Value | str]) -> Test:
    start, low, _, high, end = tokens[:5]
    if not isinstance(low, Value) or not isinstance(high, Value) or low.kind != high.kind:
        raise Unclear
    if end not in ("]", ")", "["):
        raise Unclear
    return Test(low, high, start == "[", end == "]")


def _comparison(sign: str, rest: list[Value | str]) -> Test:
    value = rest[0] if rest else None
    if not isinstance(value, Value) or sign not in COMPARISONS:
        raise Unclear
    has_low, has_high, is_in, outside = COMPARISONS[sign]
    return Test(value if has_low else None, value if has_high else None, is_in, is_in, outside)


COMPARISONS = {
    "<": (False, True, False, False),
    "<=": (False, True, True, False),
    ">": (True, False, False, False),
    ">=": (True, False, True, False),
    "=": (True, True, True, False),
    "!=": (True, True, True, True),
}
