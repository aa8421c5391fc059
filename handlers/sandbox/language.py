"""What a template may say: filters, methods of plain values, arithmetic. All of it is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import wraps
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.filters import do_join, do_replace, do_round
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context

from handlers.sandbox.work import counted, weighed, work, written

MOST_TIMES = 10_000
LARGEST = 10**15
MOST_PLACES = 15
NUMBERS = (int, float, Decimal)
RECKONED = (*NUMBERS, date, timedelta)
ADDED = (str, list, tuple)
_FILTERS = """
    abs capitalize count d default dictsort e escape first float groupby int items join last length
    list lower map max min reject rejectattr replace reverse round select selectattr sort string
    sum title tojson trim truncate unique upper urlencode wordcount"""
FILTERS = frozenset(_FILTERS.split())
GLOBALS = frozenset({"range", "dict", "namespace"})
_TEXT = """
    capitalize casefold endswith find isalnum isalpha isdecimal isdigit islower isspace isupper
    lower lstrip partition removeprefix removesuffix rpartition rstrip split splitlines startswith
    strip title upper"""
METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(_TEXT.split()),
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"append", "count", "index"}),
    tuple: frozenset({"count", "index"}),
    date: frozenset({"date", "isoformat", "isoweekday", "weekday"}),
    **dict.fromkeys((bytes, int, float, Decimal, timedelta, set, frozenset), frozenset()),
}
Function = Any
"""A filter or a test: Jinja's own types say no more of them than that."""


def is_plain_method(owner: object, name: str) -> bool:
    """Whether a template may call this method: of plain values only those that stay small."""
    for kind, names in METHODS.items():
        if isinstance(owner, kind):
            return name in names
    return True


def bounded(function: Function) -> Callable[..., Any]:
    """The filter or test, whose values are counted and whose answer is counted when it is used."""

    @wraps(function)
    def within(*given: Any, **named: Any) -> Any:
        work().weigh(*given, *named.values())
        found = function(*given, **named)
        return counted(found) if isinstance(found, Iterator) else found

    return within


def filters(known: Mapping[str, Function]) -> dict[str, Function]:
    """The filters that are offered, and those the sandbox itself puts into a template."""
    own = {"join": _join, "replace": _replace, "round": _round}
    offered = {name: bounded(own.get(name, known[name])) for name in FILTERS}
    return {**offered, "_counted": counted, "_weighed": weighed, "_written": written}


def judge(operator: str, left: object, right: object) -> None:
    """Raise SecurityError unless the arithmetic stays small."""
    if operator == "+" and (isinstance(left, ADDED) or isinstance(right, ADDED)):
        work().weigh(left, right)
        return
    reckoned = isinstance(left, RECKONED) and isinstance(right, RECKONED)
    if operator == "**" or not reckoned:
        raise SecurityError(f"“{operator}” is for numbers only, and “**” is not allowed")
    for one in (left, right):
        if isinstance(one, NUMBERS) and not -LARGEST < one < LARGEST:
            raise SecurityError("a number is too large")


def times(*bounds: int) -> range:
    """`range`, of at most MOST_TIMES numbers."""
    found = range(*bounds)
    if found[MOST_TIMES:]:
        raise SecurityError(f"nothing is repeated more than {MOST_TIMES:,} times")
    return found


@pass_eval_context
def _join(context: EvalContext, value: Any, d: str = "", attribute: Any = None) -> str:
    members = list(counted(value))
    work().write(len(str(d)) * len(members))
    joined: str = do_join(context, members, d, attribute)
    return joined


@pass_eval_context
def _replace(context: EvalContext, s: str, old: str, new: str, count: int | None = None) -> str:
    work().write((len(str(s)) + 1) * len(str(new)))
    return do_replace(context, s, old, new, count)


def _round(value: float, precision: int = 0, method: Any = "common") -> float:
    if not 0 <= precision <= MOST_PLACES:
        raise SecurityError(f"numbers are rounded to at most {MOST_PLACES} places")
    return do_round(value, precision, method)
