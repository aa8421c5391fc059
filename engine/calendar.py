"""Working days: Monday to Friday, less the bank holidays and the days an organisation is closed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from engine.bundle import Bundle
from engine.errors import PlumblineError

YEARS = range(2015, 2046)
MAX_DAYS = 10_000
MAX_SPAN = 20_000
ONE = timedelta(days=1)


class CalendarRefused(PlumblineError):
    """A count of working days that cannot be meant, or a calendar without working days."""


@dataclass(frozen=True)
class Calendar:
    """The days besides weekends that are not worked. Hashable, so it may be a key."""

    bank_holidays: frozenset[date] = frozenset()
    closures: frozenset[date] = frozenset()

    @classmethod
    def england(cls, years: Iterable[int], closures: Iterable[date] = ()) -> Calendar:
        """Bank holidays of England in these years; outside them only weekends are not worked."""
        return cls(_england(tuple(sorted(set(years)))), frozenset(closures))

    def is_working_day(self, day: date) -> bool:
        """Whether `day` (a date, not a datetime) is worked."""
        return day.weekday() < 5 and day not in self.bank_holidays and day not in self.closures

    def add_working_days(self, day: date, n: int) -> date:
        """The working day `n` working days after `day`, which is day 0 and never counted.

        `n` may be negative; 0 gives `day` itself, worked or not. More than 10,000 is refused.
        """
        if abs(n) > MAX_DAYS:
            raise CalendarRefused(f"{n} working days are too many: the most is {MAX_DAYS}")
        step = ONE if n > 0 else -ONE
        for _ in range(abs(n)):
            day = self._next(day + step, step)
        return day

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is worked, else the first working day after it."""
        return self._next(day, ONE)

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; negative when `b` is before `a`.

        `working_days_between(d, add_working_days(d, n))` is `n` whenever `d` or `n` allows it.
        """
        if abs((b - a).days) > MAX_SPAN:
            raise CalendarRefused(f"the dates are too far apart: the most is {MAX_SPAN} days")
        if b < a:
            return -self.working_days_between(b, a)
        return sum(self.is_working_day(a + i * ONE) for i in range(1, (b - a).days + 1))

    def last_working_day(self, year: int, month: int) -> date:
        """The last day of the month that is worked."""
        return self._next(date(year, month, monthrange(year, month)[1]), -ONE)

    def _next(self, day: date, step: timedelta) -> date:
        for _ in range(400):
            if self.is_working_day(day):
                return day
            day += step
        raise CalendarRefused("the calendar has no working day within a year")


def calendar_of(bundle: Bundle, bank_holidays: frozenset[date] | None) -> Calendar:
    """The bank holidays and the closures that [calendar] in bundle.toml lists as dates.

    Without `bank_holidays` they are England's as known today.
    """
    closures = bundle.manifest.get("calendar", {}).get("closures", [])
    if bank_holidays is None:
        return Calendar.england(YEARS, closures)
    return Calendar(bank_holidays, frozenset(closures))


@lru_cache(maxsize=8)
def _england(years: tuple[int, ...]) -> frozenset[date]:
    import holidays  # 11 MB with every calendar in it, and needed only when a bundle is deployed

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))
