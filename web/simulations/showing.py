"""A simulation's figures as the tables and charts that reports are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.directory.roles import words
from handlers.reports.figures import Row, Table, percent
from web.words import plain, weekday

Figures = Mapping[str, Any]


def tables(found: Figures, grades: Mapping[str, str] | None = None) -> list[Table]:
    """What a simulation came to, the most important first. `grades`: how they are called, when
    not as in its own forms."""
    called = grades or found["outcomes"].get("grade_words", {})
    made = (_days(found), _kinds(found), _completion(found), _grades(found, called))
    return [*made, _roles(found), _busiest(found), _user_tasks(found)]


def _days(found: Figures) -> Table:
    days = found["letters"]["by_day"]
    most, sent = max(days.values(), default=1), found["letters"]["sent"]
    rows = [
        Row(weekday(date.fromisoformat(day)), (n,), most, (percent(n, sent),))
        for day, n in days.items()
    ]
    text = "How many letters leave on each day, and what share of all that is."
    return Table(
        "letters-by-day", "Letters by day", text, "Day", ("Letters",), ("Of all",), tuple(rows),
        None, "bars", across=False,
    )  # fmt: skip


def _kinds(found: Figures) -> Table:
    letters = found["letters"]
    chasers = letters["chasers"]["by_kind"]
    rows = [
        _counts(kind.replace("_", " ").capitalize(), n, chasers.get(kind, 0))
        for kind, n in letters["by_kind"].items()
    ]
    text = "A chaser reminds somebody of what they have not done."
    return _table("letters", "Letters by kind", text, "Letter", ("Sent", "Of these chasers"), rows)


def _completion(found: Figures) -> Table:
    names = ("counted", "in_time", "late", "not_done")
    rows = [
        _counts("All areas" if area == "all" else area, *(row[name] for name in names))
        for area, row in sorted(found["completion"].items(), key=lambda one: one[0] == "all")
    ]
    text = "In time: submitted by the last working day of the month."
    columns = ("Counted", "In time", "Late", "Not done")
    return _table("completion", "Audits completed, by area", text, "Area", columns, rows)


def _grades(found: Figures, called: Mapping[str, str]) -> Table:
    given = [found["outcomes"]["grades"][stage] for stage in ("stage_1", "stage_2", "final")]
    values = dict.fromkeys((*called, *(value for stage in given for value in stage)))
    rows = [
        _counts(called.get(value, plain(value)), *(stage.get(value, 0) for stage in given))
        for value in values
    ]
    text = "Overall grades: what the auditor and the reviewer gave, and what it came to."
    return _table("grades", "Grades given", text, "Grade", ("Stage 1", "Stage 2", "Final"), rows)


def _roles(found: Figures) -> Table:
    rows = [
        _counts(words(role), row["people"], row["user_tasks"], row["most_open_at_once"])
        for role, row in found["load"]["by_role"].items()
        if row["user_tasks"]
    ]
    text = "Somebody who holds two roles is counted in both."
    columns = ("People", "User tasks", "Most open at once for one person")
    return _table("roles", "Work by role", text, "Role", columns, rows)


def _busiest(found: Figures) -> Table:
    rows = [
        _counts(one["name"], one["user_tasks"], one["most_open_at_once"], one["letters"])
        for one in found["load"]["busiest"]
    ]
    columns = ("User tasks", "Most open at once", "Letters")
    text = "The names are invented."
    return _table("busiest", "Who had most to do", text, "Person", columns, rows)


def _user_tasks(found: Figures) -> Table:
    rows = []
    for task in found["user_tasks"].values():
        days = task["working_days"]
        numbers = (task["asked"], task["done"], task["late"])
        rows.append(_counts(task["name"], *numbers, days.get("median", 0), days.get("highest", 0)))
    columns = ("Asked", "Done", "Late", "Median, working days", "Longest, working days")
    text = "How long people took, from being asked to being done."
    return _table("user-tasks", "What people did", text, "User task", columns, rows)


def _table(
    key: str, title: str, text: str, row_title: str, columns: tuple[str, ...], rows: list[Row]
) -> Table:
    return Table(key, title, text, row_title, columns, (), tuple(rows), None, across=False)


def _counts(label: str, *numbers: int) -> Row:
    return Row(label, tuple(numbers), None, ())
