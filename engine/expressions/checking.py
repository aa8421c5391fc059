"""What can be said about texts and names before anything is run."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import lru_cache

from engine.expressions import machine
from engine.expressions.catalogue import FUNCTIONS
from engine.expressions.errors import ExpressionFailed
from engine.expressions.plainness import plain_names
from engine.expressions.texts import IDENTIFIER, WORDS_OF_FEEL, Kind, text_problem
from engine.expressions.vocabulary import NOTHING_MORE, Vocabulary

# What every object of JavaScript has, and what marks a saved value.
NEVER = {
    *("typename", "toString", "toLocaleString", "valueOf", "hasOwnProperty"),
    *("isPrototypeOf", "propertyIsEnumerable"),
}


def check(
    text: str,
    names: Collection[str] | None,
    *,
    kind: Kind = "expression",
    vocabulary: Vocabulary | None = None,
) -> list[str]:
    """What is wrong with a text, as sentences; [] when nothing is.

    `names` are the variables known at its place; None means that unknown names are not judged.
    `vocabulary` is what the text's model adds to the language.
    """
    problem = text_problem(text, kind)
    if problem:
        return [problem]
    more = NOTHING_MORE if vocabulary is None else vocabulary.as_json()
    if more == NOTHING_MORE and _is_fine(text, names, kind):
        return []
    known = None if names is None else tuple(sorted(names))
    try:
        return list(_checked(text, known, kind, more))
    except machine.LimitReached as limit:  # not kept: another time may be quieter
        return [limit.reason]


def _is_fine(text: str, names: Collection[str] | None, kind: Kind) -> bool:
    used = _plain(text, kind)
    return used is not None and (names is None or used.issubset(names))


@lru_cache(maxsize=4096)
def _plain(text: str, kind: Kind) -> frozenset[str] | None:
    return plain_names(text, kind, _is_free)


@lru_cache(maxsize=4096)
def _is_free(name: str) -> bool:
    return check_name(name) is None


@lru_cache(maxsize=4096)
def _checked(text: str, names: tuple[str, ...] | None, kind: Kind, more: str) -> tuple[str, ...]:
    try:
        told = machine.ask("check", kind=kind, text=text, names=names, more=json.loads(more))
        return tuple(told)
    except machine.Refused as refused:
        return (refused.reason,)


def names_used(text: str, *, kind: Kind = "expression") -> set[str]:
    """The names a text takes from outside: variables, not functions and not its own names.

    Inside a filter `[ ]` a name may be an entry of the members: it is in the set all the same.
    Raises ExpressionFailed when the text cannot be read.
    """
    problem = text_problem(text, kind)
    if problem:
        raise ExpressionFailed(text, [problem])
    plain = _plain(text, kind)
    return set(_names(text, kind) if plain is None else plain)


@lru_cache(maxsize=4096)
def _names(text: str, kind: Kind) -> tuple[str, ...]:
    try:
        return tuple(machine.ask("names", kind=kind, text=text))
    except machine.LimitReached as limit:
        raise ExpressionFailed(text, [limit.reason]) from None
    except machine.Refused as refused:
        raise ExpressionFailed(text, [refused.reason]) from None


@lru_cache(maxsize=1)
def reserved_names() -> frozenset[str]:
    """Names that mean something in the language, so that no variable may have them."""
    builtin = machine.ask("builtins")
    return frozenset(builtin) | WORDS_OF_FEEL | {function.name for function in FUNCTIONS}


def check_name(name: str) -> str | None:
    """The sentence that refuses `name` for a variable or a form field, or None."""
    if not IDENTIFIER.match(name):
        return f'"{name}" must be one word of letters, digits and _, and begin with a letter'
    if name in NEVER or name.startswith("__"):
        return f'"{name}" may not be used as a name'
    if name in reserved_names():
        return f'"{name}" already means something in expressions: choose another name'
    return None
