"""What somebody types into a plain field, as a value; what it is not is said in words."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y")
MOST_LETTERS = 2_000


class WordRefused(ValueError):
    """Words that are no value of the kind wanted; `str()` says what they must be."""


def number_of(words: str) -> float:
    """A number of digits, with a point where it has a fraction."""
    if not NUMBER.fullmatch(words) or not math.isfinite(float(words)):
        raise WordRefused("a number, like 15")
    return float(words)


def time_of(words: str) -> str:
    """A time of day as HH:MM."""
    if not TIME.fullmatch(words):
        raise WordRefused("a time between 00:00 and 23:59, like 08:30")
    return words


def text_of(words: str) -> str:
    """One line of text."""
    if not words.isprintable() or len(words) > MOST_LETTERS:
        raise WordRefused(f"one line of at most {MOST_LETTERS:,} characters")
    return words


def day_of(words: str) -> date:
    """A day, as 24 December 2026, 24/12/2026 or 2026-12-24."""
    for form in DAYS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day, no instant
        except ValueError:
            continue
    raise WordRefused("a real day, like 24 December 2026")


def days_of(words: str) -> list[date]:
    """Days, one on each line, each once and in order."""
    return sorted({day_of(line) for line in _lines(words)})


def lines_of(words: str) -> list[str]:
    """Texts, one on each line."""
    return [text_of(line) for line in _lines(words)]


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
