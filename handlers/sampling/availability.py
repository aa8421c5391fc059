"""How much of a month somebody is away, as shares of their own contracted time (A7). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from engine.calendar import Calendar

Phase = Literal["before_issue", "after_issue"]
SECONDED = "secondment"
NAMED = ("sickness", "annual_leave", SECONDED)


@dataclass(frozen=True)
class Away:
    """An absence. `inside`: a secondment to a team that takes part in the programme; `share`: of
    the working time, in per cent, when it is only a part of each day; `asked`: somebody reported
    it, so as to be excused."""

    reason: str
    starts_on: date
    ends_on: date
    inside: bool = False
    share: int = 100
    asked: bool = False

    def covers(self, day: date) -> bool:
        """Whether the person is away on that day."""
        return self.starts_on <= day <= self.ends_on


def days_of(month: str, calendar: Calendar) -> list[date]:
    """The working days of a month such as "2026-12"."""
    first = date.fromisoformat(f"{month}-01")
    days = (first + timedelta(n) for n in range(31))
    return [day for day in days if day.month == first.month and calendar.is_working_day(day)]


def absence_facts(
    week: Sequence[float],
    absences: Iterable[Away],
    days: Collection[date],
    phase: Phase = "before_issue",
) -> dict[str, object]:
    """What the table `auditor_eligibility` asks. Shares are exact, so 2/3 is 2/3."""
    absences = list(absences)
    hours = [Fraction(str(time)) for time in week]
    contracted = {day: hours[day.weekday()] for day in days}
    total = sum(contracted.values())

    def share(away: Sequence[Away]) -> float:
        if total and not away:
            return 0.0
        lost = sum(time * _lost(away, day) for day, time in contracted.items())
        return float(lost / total) if total else 1.0

    others = [one for one in absences if one.reason not in NAMED]
    return {
        "sick_share": share(_of("sickness", absences)),
        "leave_share": share(_of("annual_leave", absences)),
        "other_share": share(others),
        "seconded_share": share([one for one in _of(SECONDED, absences) if not one.inside]),
        "excuse_asked": any(one.asked and _touches(one, days) for one in others),
        "phase": phase,
    }


def said(value: object) -> tuple[str, str]:
    """What that table said: its word, and the row it comes from (empty where it gives none)."""
    if isinstance(value, Mapping):
        return str(value.get("outcome")), str(value.get("rule") or "")
    return str(value), ""


def _lost(away: Iterable[Away], day: date) -> Fraction:
    return max((Fraction(one.share, 100) for one in away if one.covers(day)), default=Fraction(0))


def _of(reason: str, absences: Iterable[Away]) -> list[Away]:
    return [one for one in absences if one.reason == reason]


def _touches(one: Away, days: Iterable[date]) -> bool:
    return any(one.covers(day) for day in days)
