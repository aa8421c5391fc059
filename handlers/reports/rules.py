"""What the bundle says about the figures: targets, working days, and the table of completion."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.deployments import forms_of
from handlers.reports.layout import common

STATUS = "completion_status"
Decide = Callable[[str, Mapping[str, object]], object]


@dataclass(frozen=True)
class Rules:
    """`targets` are working days by step; `judgements` the kind of each question of the form."""

    calendar: Calendar
    zone: ZoneInfo
    decide: Decide
    targets: Mapping[str, int]
    judgements: Mapping[tuple[str, str], str]

    def day(self, at: datetime) -> date:
        """The day on the clocks of the bundle's zone."""
        return at.astimezone(self.zone).date()

    def days(self, start: datetime, end: datetime) -> int:
        """Working days from one instant to another; 0 when it is earlier or the same day."""
        return self.days_to(start, self.day(end))

    def days_to(self, start: datetime, on: date) -> int:
        """Working days from an instant to a day; 0 when it is earlier or the same day."""
        day = self.day(start)
        return self.calendar.working_days_between(day, on) if on > day else 0

    def days_late(self, month: str, at: datetime) -> int:
        """Working days after the month's end, 0 until then; at least 1 on any later day."""
        year, number = int(month[:4]), int(month[5:])
        end = date(year, number, monthrange(year, number)[1])
        if self.day(at) <= end:
            return 0
        return max(1, self.calendar.working_days_between(end, self.day(at)))

    def status(self, state: str, days_late: int | None) -> str:
        """What the table says of an audit: `days_late` None when it is not submitted."""
        return str(self.decide(STATUS, {"state": state, "days_late": days_late}))


def rules_of(bundle: Bundle, calendar: Calendar, decide: Decide) -> Rules:
    """The rules of a deployed bundle; each set of facts is put to a table once."""
    zone = ZoneInfo(bundle.manifest.get("calendar", {}).get("zone", "Europe/London"))
    return Rules(calendar, zone, _remembering(decide), _targets(bundle), _judgements(bundle))


def _remembering(decide: Decide) -> Decide:
    known: dict[tuple[object, ...], object] = {}

    def asked(decision: str, facts: Mapping[str, object]) -> object:
        key = (decision, *sorted(facts.items()))
        if key not in known:
            known[key] = decide(decision, facts)
        return known[key]

    return asked


def _targets(bundle: Bundle) -> dict[str, int]:
    given = common(bundle).get("targets", {})
    known = bundle.parameters
    return {step: sum(int(known[name]) for name in names) for step, names in given.items()}


def _judgements(bundle: Bundle) -> dict[tuple[str, str], str]:
    return {
        (section.key, one.key): one.properties["kind"]
        for section in forms_of(bundle)["audit"].sections
        for one in section.walk()
        if one.options and "kind" in one.properties
    }
