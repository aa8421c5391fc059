"""Our functions of the language, described once for editors and documentation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """One function: what it is called with, what it gives and an example."""

    name: str
    params: tuple[str, ...]
    sentence: str
    example: str


FUNCTIONS: tuple[Function, ...] = (
    Function(
        "working_days_from",
        ("date", "n"),
        "The day n working days after the date, which is day 0 and not counted; n may be negative.",
        "working_days_from(issued_on, 10)",
    ),
    Function(
        "working_days_between",
        ("from", "to"),
        "How many working days lie after the first date up to and including the second.",
        "working_days_between(issued_on, today())",
    ),
    Function(
        "working_hours_from",
        ("instant", "hours", "day_from", "day_to"),
        "The instant that many working hours later; they lie between two times of working days.",
        'working_hours_from(now(), 4, "09:00", "17:00")',
    ),
    Function(
        "is_working_day",
        ("date",),
        "Whether the date is Monday to Friday and neither a bank holiday nor a closure.",
        "is_working_day(today())",
    ),
    Function(
        "next_working_day",
        ("date",),
        "The date itself when it is a working day, else the first working day after it.",
        'next_working_day(date("2026-12-25"))',
    ),
    Function(
        "month_start",
        ("month",),
        'The first day of the month of a date, or of a month written as "2026-12".',
        'month_start("2026-12")',
    ),
    Function(
        "month_end",
        ("month",),
        'The last day of the month of a date, or of a month written as "2026-12".',
        "month_end(today())",
    ),
    Function(
        "last_working_day",
        ("month",),
        'The last working day of the month of a date, or of a month written as "2026-12".',
        'last_working_day("2026-12")',
    ),
    Function(
        "at_time",
        ("date", "time"),
        "The instant at which the clocks of the zone show that time on that date.",
        'at_time(working_days_from(issued_on, 10), "09:00")',
    ),
    Function(
        "months_between",
        ("from", "to"),
        "How many whole calendar months lie between two dates.",
        "months_between(opened_on, today())",
    ),
    Function(
        "days_between",
        ("from", "to"),
        "How many days lie between two dates, weekends included.",
        "days_between(issued_on, today())",
    ),
    Function(
        "is_defined",
        ("value",),
        "Whether a variable or an entry of a record is there and is not null.",
        "is_defined(case.closed_on)",
    ),
    Function("today", (), "The present date on the clocks of the zone.", "today()"),
    Function("now", (), "The present instant on the clocks of the zone.", "now()"),
)
