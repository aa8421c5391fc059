"""Processes and their figures as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from web.api.shapes import Asked, Given


class ProcessGiven(Given):
    """A process of a bundle in force."""

    key: str
    name: str
    deployment_id: UUID
    version: int


class ProcessesGiven(Given):
    """Every process in force."""

    items: list[ProcessGiven]


class FiguresAsked(Asked):
    """Of which version, and from day to day, both included: all, and the last 90 days, without."""

    version: int | None = Field(None, ge=1, le=999_999_999)
    first: date | None = None
    last: date | None = None


class ElementFigures(Given):
    """One element. `here`, `overdue` and `held_up` are of now, all else of the period.

    `median` and `most` (nine of ten) are seconds, `…_days` working days, null where nothing is
    known; `in_time` and `late` are of those that had a date.
    """

    id: str
    name: str
    type: str
    here: int
    overdue: int
    since: datetime | None
    held_up: int
    done: int
    cancelled: int
    median: float | None
    most: float | None
    median_days: float | None
    most_days: float | None
    dated: int
    in_time: int
    late: int
    median_late: float | None
    most_late: float | None


class FiguresGiven(Given):
    """A process over a period: itself, and element by element. `behind`: the worker has still to
    count some of what has ended."""

    key: str
    name: str
    version: int | None
    first: date
    last: date
    behind: bool
    whole: ElementFigures
    elements: list[ElementFigures]
