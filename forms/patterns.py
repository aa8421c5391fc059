"""Patterns written by an owner run on what anybody types, so their cost is bounded before use."""

from __future__ import annotations

import re

LONGEST_PATTERN = 200
LONGEST_TEXT = 200
MOST_WAYS = (14, 10, 4)
MOST_REPEATS = len(MOST_WAYS) - 1
"""A part that may be left out or has another way doubles the work: so many by repeats."""


def objection(pattern: str) -> str:
    """Why a pattern is refused, as a sentence, or "" when it is safe to run on LONGEST_TEXT."""
    if len(pattern) > LONGEST_PATTERN:
        return f"The pattern is longer than {LONGEST_PATTERN} characters."
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return "The pattern is not a regular expression."
    return _too_dear(re.sub(r"\\.|\[(?:\\.|[^\]])*\]", _plain, pattern))


def matches(pattern: str, text: str) -> bool:
    """Whether `text` holds the pattern, as form-js tests it. Longer texts never match."""
    return len(text) <= LONGEST_TEXT and re.search(pattern, text) is not None


def _plain(found: re.Match[str]) -> str:
    return "\\" if re.match(r"\\[1-9]", found[0]) else "x"


def _too_dear(plain: str) -> str:
    if "\\" in plain or "(?P=" in plain:
        return "The pattern refers back to an earlier part."
    if re.search(r"\(\?[a-zA-Z-]*x", plain):
        return "The pattern is written with spaces that do not count."
    plain = re.sub(r"\((?:\?[:=!]|\?<[=!]|\?P<\w+>)", "(", plain)
    repeats = len(re.findall(r"[*+]|\{\d*,?\d*\}", plain))
    if repeats > MOST_REPEATS:
        return f"The pattern repeats more than {MOST_REPEATS} parts."
    if re.search(r"\)\s*[*+{]", plain) and _branches_inside(plain):
        return "The pattern repeats something that repeats or branches."
    if len(re.findall(r"[?|]", plain)) > MOST_WAYS[repeats]:
        return "The pattern has too many parts that may be left out or written otherwise."
    return ""


def _branches_inside(plain: str) -> bool:
    """Whether any group holds something that can be matched in more than one way."""
    depth = 0
    for letter in plain:
        depth += (letter == "(") - (letter == ")")
        if depth and letter in "*+{|?":
            return True
    return False
