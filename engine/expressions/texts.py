"""What is looked at in a text before the machine sees it: length, depth and the words in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

Kind = Literal["expression", "unary", "context"]

MAX_LENGTH: Mapping[Kind, int] = {"expression": 1_000, "unary": 1_000, "context": 8_000}
MAX_BRACKETS = 30
MAX_SIGNS = 60
WORD = re.compile(r"[^\W\d]\w*")
ODD = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
SIGNS = re.compile(rf"(?:-\s*){{{MAX_SIGNS},}}")
NESTING = re.compile(r"\b(?:if|for|some|every|function)\b")
IDENTIFIER = re.compile(r"[^\W\d]\w*\Z")
WORDS_OF_FEEL = frozenset(
    WORD.findall(
        "and or not if then else for in return some every satisfies between instance of function "
        "true false null item partial date time duration external"
    )
)

CLOCK = frozenset(("now", "today"))
Clock = Literal["never", "day", "instant"]


def strip_equals(text: str) -> str:
    """The text without the leading `=` that form-js and the diagram editor write."""
    stripped = text.strip()
    return stripped[1:].strip() if stripped.startswith("=") else stripped


@lru_cache(maxsize=8192)
def text_problem(text: str, kind: Kind) -> str | None:
    """The sentence that refuses a text because of its size, or None."""
    if ODD.search(text):
        return "it holds a character that cannot be seen"
    if len(text) > MAX_LENGTH[kind]:
        return f"it is longer than {MAX_LENGTH[kind]:,} characters"
    if _depth(text) > MAX_BRACKETS or len(NESTING.findall(text)) > 2 * MAX_BRACKETS:
        return "it is nested too deeply"
    if SIGNS.search(text):
        return "it has too many signs in a row"
    return None


def _depth(text: str) -> int:
    depth = deepest = 0
    for letter in STRING.sub("", text):
        if letter in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in ")]}":
            depth -= 1
    return deepest


@lru_cache(maxsize=8192)
def words(text: str) -> frozenset[str]:
    """Every word in the text that could be the name of a variable: a superset of those used."""
    return frozenset(WORD.findall(text)) - WORDS_OF_FEEL


@lru_cache(maxsize=8192)
def clock_of(*texts: str) -> Clock:
    """What of the clock the texts could ask for at most: "never" anything, the "day", all of it."""
    asked: frozenset[str] = frozenset().union(*map(words, texts))
    return "instant" if "now" in asked else "day" if "today" in asked else "never"
