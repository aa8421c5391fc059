"""The last fortnight as small charts, each beside its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from engine.queries.slices import MANY
from engine.queries.trends import DayFigures, trends
from web.words import HERE, local

DAYS = 14
WIDTH, HEIGHT, ROOM = 280, 56, 5
MEASURES = (
    ("begun", "Begun a day"),
    ("ended", "Ended a day"),
    ("incidents", "Incidents open"),
    ("overdue", "User tasks overdue"),
)


@dataclass(frozen=True)
class Trend:
    """One measure over the days. `points` draws it and `end` its last point; `latest` is today's
    value and `most` the highest, in words."""

    key: str
    title: str
    points: str
    end: tuple[str, str]
    latest: str
    most: str


def fortnight(session: Session, tenant: str, now: datetime) -> list[DayFigures]:
    """The last days, today included, on the clocks of the office."""
    today = local(now).date()
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -2, -1)]
    return trends(session, tenant, [(day, _begins(day)) for day in days])


def drawn(figures: list[DayFigures]) -> list[Trend]:
    """Each measure as a line."""
    return [_trend(key, title, [getattr(one, key) for one in figures]) for key, title in MEASURES]


def _trend(key: str, title: str, values: list[int | None]) -> Trend:
    most = max((value for value in values if value is not None), default=0)
    step, high = (WIDTH - 2 * ROOM) / (len(values) - 1), HEIGHT - 2 * ROOM
    points = [
        f"{ROOM + number * step:.1f},{HEIGHT - ROOM - high * value / (most or 1):.1f}"
        for number, value in enumerate(values)
        if value is not None
    ]
    end = points[-1].partition(",") if points else ("", "", "")
    return Trend(key, title, " ".join(points), (end[0], end[2]), said(values[-1]), said(most))


def said(value: int | None) -> str:
    """A number as far as it was counted."""
    if value is None:
        return "not measured"
    return f"more than {MANY:,}" if value > MANY else f"{value:,}"


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), HERE)
