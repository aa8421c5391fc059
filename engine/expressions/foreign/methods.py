"""Methods and signs of other languages that FEEL has a function for.

What works on texts and on lists asks which of them it has: nothing is guessed. Of a value that is
neither, FEEL's function makes a failure, as the other language would.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from engine.expressions.foreign.pieces import (
    COMPARED,
    IF,
    PRODUCT,
    SIGNED,
    SUM,
    Piece,
    Untranslatable,
    call,
    choice,
    joined,
    quoted,
)

# Where the patterns of Java are not those of the machine.
ODD_PATTERN = re.compile(r"\(\?|\\[pPbBAzZGQEhHRvV]|&&|\[\[|\[:|[*+?}]\+")


def _contains(value: Piece, part: Piece) -> Piece:
    of_list, of_text = call("list contains", value, part), call("contains", value, part)
    return choice(f"{value.at(SIGNED)} instance of list", of_list.text, of_text.text)


def _is_empty(value: Piece) -> Piece:
    held, text = value.at(SIGNED), f"{value.at(SUM)} = {quoted('').text}"
    record = choice(f"{held} instance of context", "count(get entries({0})) = 0", "count({0}) < 1")
    return choice(f"{held} instance of string", text, record.text.format(value.at(IF)))


def empty(value: Piece) -> Piece:
    """JUEL's `empty`: nothing at all, a text of no letters, a list or record without parts."""
    return choice(f"{value.at(SUM)} = null", "true", _is_empty(value).at(IF))


def _size(value: Piece) -> Piece:
    entries = f"count(get entries({value.at(IF)}))"
    return choice(f"{value.at(SIGNED)} instance of context", entries, f"count({value.at(IF)})")


def _matches(value: Piece, pattern: Piece) -> Piece:
    if pattern.quoted is None:
        raise Untranslatable("the pattern must be written out in quotes")
    if ODD_PATTERN.search(pattern.quoted):
        raise Untranslatable("the pattern uses something that only Java knows")
    return call("matches", value, quoted(f"^(?:{pattern.quoted})$"))


def _equal(value: Piece, other: Piece) -> Piece:
    return joined(value, "=", other, COMPARED)


def _same_letters(value: Piece, other: Piece) -> Piece:
    return _equal(call("lower case", value), call("lower case", other))


def entry(value: Piece, key: Piece) -> Piece:
    """What stands at a place of a list, counted from 0, or under a name in a record."""
    if key.quoted is not None:
        return call("get value", value, key)
    if key.whole is not None:
        return Piece(f"{value.at(SIGNED)}[{key.whole + 1}]")
    raise Untranslatable("the place in a list or record must be written out as a number or text")


def remainder(left: Piece, right: Piece) -> Piece:
    """`%`, which takes the sign of the left side; FEEL's modulo takes that of the right."""
    size = right if right.whole else call("abs", right)
    down, up = call("modulo", left, size), call("modulo", Piece(f"-{left.at(SIGNED)}"), size)
    if left.whole is not None:
        return down
    return choice(f"{left.at(SUM)} < 0", f"-{up.text}", down.text)


def divided(left: Piece, right: Piece) -> Piece:
    """`/`, which keeps what is after the point in JUEL, JavaScript and Groovy."""
    return joined(left, "/", right, PRODUCT)


def _named(name: str) -> Callable[..., Piece]:
    return lambda *inputs: call(name, *inputs)


METHODS: dict[tuple[str, int], Callable[..., Piece]] = {
    ("contains", 1): _contains,
    ("equals", 1): _equal,
    ("equalsIgnoreCase", 1): _same_letters,
    ("isEmpty", 0): _is_empty,
    ("length", 0): _named("string length"),
    ("size", 0): _size,
    ("get", 1): entry,
    ("matches", 1): _matches,
    ("startsWith", 1): _named("starts with"),
    ("endsWith", 1): _named("ends with"),
    ("toUpperCase", 0): _named("upper case"),
    ("toLowerCase", 0): _named("lower case"),
    ("includes", 1): _contains,
}


def method(value: Piece, name: str, inputs: Sequence[Piece]) -> Piece:
    """What the method gives, in FEEL. Raises Untranslatable for one that FEEL has nothing for."""
    found = METHODS.get((name, len(inputs)))
    if found is None:
        raise Untranslatable(f'the method "{name}" with {len(inputs)} inputs has no FEEL')
    return found(value, *inputs)
