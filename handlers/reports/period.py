"""Months as 2026-12, quarters as 2026-Q4 (the calendar's), and what people call them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
QUARTER = re.compile(r"\d{4}-Q[1-4]")


def is_month(period: str) -> bool:
    """Whether it is written like 2026-12."""
    return bool(MONTH.fullmatch(period))


def is_quarter(period: str) -> bool:
    """Whether it is written like 2026-Q4."""
    return bool(QUARTER.fullmatch(period))


def earlier(month: str, by: int) -> str:
    """The month so many months earlier; later for a negative number."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 - by, 12)
    return f"{year:04}-{number + 1:02}"


def last_months(month: str, count: int) -> tuple[str, ...]:
    """So many months up to and including this one, oldest first."""
    return tuple(earlier(month, back) for back in range(count - 1, -1, -1))


def quarter_of(month: str) -> str:
    """The quarter a month lies in."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def months_of(period: str) -> tuple[str, ...]:
    """The months of a quarter, oldest first; of a month itself alone."""
    if is_month(period):
        return (period,)
    last = int(period[-1]) * 3
    return last_months(f"{period[:4]}-{last:02}", 3)


def sentence(months: Sequence[str]) -> str:
    """Months as a list in a sentence: October 2026 and November 2026."""
    return " and ".join(title(month) for month in months)


def title(period: str) -> str:
    """As people say it: December 2026, or October to December 2026."""
    names = [f"{calendar.month_name[int(m[5:])]} {m[:4]}" for m in months_of(period)]
    return names[0] if len(names) == 1 else f"{names[0].split()[0]} to {names[-1]}"
