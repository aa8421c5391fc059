"""The days a process is looked at for, as they stand in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = {"30": "The last 30 days", "90": "The last 90 days", "365": "The last year"}
USUAL = "90"
WRONG = "Enter both dates, the earlier one first, such as 2026-09-01"


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included. `days` is which of DAYS it is, "" for dates that were
    given, and `problem` what was wrong with those."""

    first: date
    last: date
    days: str
    problem: str = ""


def period(asked: Mapping[str, str], today: date) -> Period:
    """What is asked for, dates before all else; the last 90 days when it cannot be meant."""
    given = asked.get("from", "").strip(), asked.get("to", "").strip()
    if any(given):
        return _given(*given, today)
    return _lately(asked.get("days", ""), today)


def _lately(days: str, today: date, problem: str = "") -> Period:
    chosen = days if days in DAYS else USUAL
    return Period(today - timedelta(days=int(chosen) - 1), today, chosen, problem)


def _given(first: str, last: str, today: date) -> Period:
    try:
        chosen = Period(date.fromisoformat(first), date.fromisoformat(last), "")
    except ValueError:
        return _lately(USUAL, today, WRONG)
    return chosen if chosen.first <= chosen.last else _lately(USUAL, today, WRONG)
