"""When things happened in an invented month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from engine.calendar import Calendar
from handlers.history.shares import SUBMITTED, pick
from handlers.sampling.availability import days_of

HERE = ZoneInfo("Europe/London")
BANDS = ("before", "early", "later", "last", "late", "very_late", "discounted")


@dataclass(frozen=True)
class Diary:
    """The working days of a month, its issue day before it, and an instant nothing comes after."""

    days: list[date]
    calendar: Calendar
    now: datetime

    @property
    def issued(self) -> datetime:
        """Five working days before the month, in the morning."""
        return self.at(self.calendar.add_working_days(self.days[0].replace(day=1), -5), 8)

    def at(self, day: date, hour: int) -> datetime:
        """That hour of a day; no later than now."""
        return min(datetime.combine(day, time(hour, 30), HERE), self.now)

    def after(self, start: datetime, days: int, dice: Random) -> datetime:
        """So many working days after an instant, at some hour of the day."""
        day = self.calendar.add_working_days(start.astimezone(HERE).date(), days)
        return max(start + timedelta(minutes=5), self.at(day, dice.randint(9, 17)))

    def submitted(self, dice: Random, slower: float) -> datetime | None:
        """When the Team Manager submits; None for one who is discounted. `slower` adds
        hundredths to those who are late."""
        shares = [*SUBMITTED[:4], SUBMITTED[4] + slower, *SUBMITTED[5:]]
        band = pick(dice, BANDS, shares)
        if band == "discounted":
            return None
        return self.at(self._day(band, dice), dice.randint(9, 17))

    def _day(self, band: str, dice: Random) -> date:
        half = len(self.days) // 2
        if band == "before":
            return self.calendar.add_working_days(self.days[0], -dice.randint(1, 3))
        if band in ("late", "very_late"):
            late = dice.randint(1, 10) if band == "late" else dice.randint(11, 25)
            return self.calendar.add_working_days(self.days[-1], late)
        spans = {"early": self.days[:half], "later": self.days[half:-5], "last": self.days[-5:]}
        return dice.choice(spans[band])


def diary(month: str, calendar: Calendar, now: datetime) -> Diary:
    """The diary of a month such as "2026-10"."""
    return Diary(days_of(month, calendar), calendar, now)
