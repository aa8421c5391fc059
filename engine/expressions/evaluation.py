"""Working texts out. Only the variables a text mentions reach the machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.expressions import machine
from engine.expressions.errors import ExpressionFailed, UnsafeValue
from engine.expressions.naming import mentioned, named
from engine.expressions.settings import Settings
from engine.expressions.texts import Kind, clock_of, text_problem
from engine.expressions.values import from_json

Variables = Mapping[str, object]
WANTED = {bool: "yes or no", str: "text", int: "a whole number", dict: "a record", list: "a list"}


def evaluate(
    text: str, variables: Variables, settings: Settings, *, want: type | None = None
) -> object:
    """The value of a FEEL expression: JSON-like, or date, aware datetime, time or timedelta.

    A duration of years and months is a Months. With `want` a value that is not of
    exactly that type, null included, is a failure. Raises ExpressionFailed, whose message holds
    no data value.
    """
    answer = _one("expression", text, variables, settings)
    value = from_json(answer["v"], settings.zone)
    if want is not None and type(value) is not want:
        what = "nothing" if value is None else "something else"
        wanted = WANTED.get(want, want.__name__)
        raise ExpressionFailed(text, [f"it gave {what}, not {wanted}", *answer["notes"]])
    return value


def evaluate_many(texts: Sequence[str], variables: Variables, settings: Settings) -> list[object]:
    """The values of several expressions over the same variables, in one call.

    In the order of `texts`; the first one that fails raises ExpressionFailed with its text.
    """
    for text in texts:
        _size(text, "expression")
    if not texts:
        return []
    seen = named(mentioned(*texts), variables)
    whole = texts[0] if len(texts) == 1 else f"{len(texts)} expressions"
    clock = clock_of(*texts)
    answers = _guarded(whole, "many", seen, settings, clock=clock, texts=list(texts))
    return [from_json(answer, settings.zone) for answer in answers]


def evaluate_context(text: str, variables: Variables, settings: Settings) -> dict[str, object]:
    """The entries of one FEEL context, in order; an entry may use those before it."""
    value = from_json(_one("context", text, variables, settings)["v"], settings.zone)
    if not isinstance(value, dict):
        raise ExpressionFailed(text, ["it gave something else, not a record"])
    return value


def unary(text: str, value: object, variables: Variables, settings: Settings) -> bool:
    """Whether `value` passes the unary tests of a decision table's cell, such as `> 3, "x"`."""
    answer = _one("unary", text, {**variables, "?": value}, settings)
    return answer["v"] is True


def _one(kind: Kind, text: str, variables: Variables, settings: Settings) -> Any:
    _size(text, kind)
    seen = named(mentioned(text), variables)
    if kind == "unary":
        seen["?"] = variables["?"]
    clock = clock_of(text)
    return _guarded(text, "evaluate", seen, settings, clock=clock, kind=kind, text=text)


def _size(text: str, kind: Kind) -> None:
    problem = text_problem(text, kind)
    if problem:
        raise ExpressionFailed(text, [problem])


def _guarded(whole: str, door: str, variables: Variables, settings: Settings, **call: Any) -> Any:
    try:
        return machine.run(door, variables, settings, **call)
    except machine.LimitReached as limit:
        raise ExpressionFailed(whole, [limit.reason]) from None
    except machine.Refused as refused:
        raise ExpressionFailed(refused.text or whole, [refused.reason]) from None
    except UnsafeValue as unsafe:
        raise ExpressionFailed(whole, [unsafe.reason]) from None
