"""The words of a text in another language: names, numbers, quoted texts and signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.expressions.foreign.pieces import Untranslatable

WORD = re.compile(
    r"""\s*(?:
    (?P<number>(?:\d+\.\d+|\d+)(?:[eE][+-]?\d+)?[lLfFdD]?(?!\w))
    |(?P<name>[^\W\d]\w*)
    |(?P<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<sign>===|!==|==|!=|<=|>=|&&|\|\||[-+*/%<>!?:().,=\[\]])
    )""",
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"'}
# Words that are signs: JUEL's, and Python's spelling of the values.
SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "gt": ">", "le": "<=", "ge": ">="}
SIGNS |= {"and": "&&", "or": "||", "not": "not", "mod": "%", "div": "/", "empty": "empty"}


@dataclass(frozen=True)
class Word:
    """One word; `text` is the value of a quoted text, and `written` what stands there."""

    kind: str
    text: str
    written: str


def words(text: str) -> Iterator[Word]:
    """The words one after the other, then one of kind "end". Raises Untranslatable."""
    at = 0
    rest = text.rstrip()
    while at < len(rest):
        found = WORD.match(rest, at)
        if found is None:
            raise Untranslatable(f'it cannot be read near "{rest[at:].strip()[:20]}"')
        at = found.end()
        yield _word(str(found.lastgroup), found.group(str(found.lastgroup)))
    yield Word("end", "", "")


def _word(kind: str, written: str) -> Word:
    if kind == "quoted":
        return Word(kind, ESCAPE.sub(_escaped, written[1:-1]), written)
    if kind == "number":
        return Word(kind, written.rstrip("lLfFdD"), written)
    if kind == "name" and written in SIGNS:
        return Word("sign", SIGNS[written], written)
    return Word(kind, written, written)


def _escaped(found: re.Match[str]) -> str:
    sign = found.group(1)
    if sign[0] == "u" and len(sign) == 5:
        return chr(int(sign[1:], 16))
    if sign not in ESCAPED:
        raise Untranslatable(f'"\\{sign}" in a text is not known')
    return ESCAPED[sign]
