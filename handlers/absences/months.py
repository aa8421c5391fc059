"""Which months an absence touches, and what is to be done about it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

DISCOUNT, REFER, DISPENSED, AVAILABLE = "discount", "refer", "dispensed", "available"
DECIDED = "decided"
ORDER = (DISCOUNT, REFER, DISPENSED, AVAILABLE)


@dataclass(frozen=True)
class Judged:
    """What the table said of one month: its word, and the row it comes from."""

    month: str
    outcome: str
    rule: str


def months_between(first: date, last: date, most: int) -> list[str]:
    """The months from one day to another such as "2026-12", at most so many."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    numbers = range(first.month - 1, first.month - 1 + min(count, most))
    return [f"{first.year + n // 12}-{n % 12 + 1:02}" for n in numbers]


def route(judged: Iterable[Judged]) -> str:
    """What an absence needs first: a discount, a decision, a note, nothing; "decided" for none."""
    said = {one.outcome for one in judged}
    return next((word for word in ORDER if word in said), DECIDED)


def in_words(month: str) -> str:
    """A month as people write it: December 2026."""
    return f"{date.fromisoformat(month + '-01'):%B %Y}"


def period(months: Sequence[str]) -> str:
    """Some months as people write them: "December 2026", "December 2026 to March 2027"."""
    if not months:
        return ""
    first, last = in_words(min(months)), in_words(max(months))
    return first if first == last else f"{first} to {last}"
