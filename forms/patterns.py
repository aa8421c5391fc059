"""Patterns written by an owner run on what anybody types, so their cost is bounded before use."""

from __future__ import annotations

import re

LONGEST_PATTERN = 200
LONGEST_TEXT = 200
MOST_REPEATS = 2


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
    if len(re.findall(r"[*+]|\{\d*,?\d*\}", plain)) > MOST_REPEATS:
        return f"The pattern repeats more than {MOST_REPEATS} parts."
    if re.search(r"\)\s*[*+{]", plain) and re.search(r"\([^()]*[*+{|]", plain):
        return "The pattern repeats something that repeats or branches."
    return ""
