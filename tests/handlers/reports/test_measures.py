"""Counts of tiny months made by hand, to the last number (R40, R121)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.calendar import Calendar
from handlers.reports.cube import Cell, Counted, Cube
from handlers.reports.facts import AuditFact, Moderated, Place, Stage, Window
from handlers.reports.measures import measure
from handlers.reports.recordings import recorded
from handlers.reports.rules import Rules

DARTFORD = Place("North", "Dartford")
CLOSE = datetime(2027, 1, 8, 8, tzinfo=UTC)
DECEMBER = Window("2026-12", datetime(2026, 12, 7, 8, tzinfo=UTC), CLOSE)


def status(_: str, facts: Any) -> str:
    """The table completion_status as delivered, written a second time."""
    late = facts["days_late"]
    if facts["state"] in ("discounted", "cancelled"):
        return "excluded"
    if late is None:
        return "outstanding"
    return "on_time" if late <= 0 else "late" if late <= 10 else "very_late"


RULES = Rules(
    Calendar(frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})),
    ZoneInfo("Europe/London"),
    status,
    {"review": 10, "moderation": 10, "case_note": 5},
    {("s1", "s1_1"): "file"},
)


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026 if month > 6 else 2027, month, day, hour, tzinfo=UTC)


def stage(when: datetime, overall: str = "good", **answers: Any) -> Stage:
    return Stage(when, {"overall": overall, "s1": "good"}, answers)


def fact(**over: Any) -> AuditFact:
    given: dict[str, Any] = {
        "month": "2026-12", "place": DARTFORD, "category": "CIN", "state": "issued",
        "issued_at": at(11, 24), "auditor": None, "reviewer": None, "moderations": (),
        "concluded_at": None, "final": {}, "reflection": "none",
    }  # fmt: skip
    return AuditFact(**{**given, **over})


def counted(*facts: AuditFact, window: Window = DECEMBER) -> Cube:
    return measure(facts, window, RULES)


def found(cube: Cube, name: str) -> dict[tuple[str, ...], int]:
    return {cell.labels: n for cell, n in cube.items() if cell.measure == name}


def test_r40_completion_by_the_months_end() -> None:
    cube = counted(
        fact(auditor=stage(at(12, 31, 23))),
        fact(auditor=stage(at(1, 4))),
        fact(),
        fact(state="discounted"),
        fact(state="cancelled", auditor=stage(at(12, 2))),
    )
    expected = {("on_time",): 1, ("late",): 1, ("outstanding",): 1, ("excluded",): 2}
    assert found(cube, "completion") == expected
    assert found(cube, "progress") == {("audited",): 2, ("issued",): 1}
    assert {(cell.area, cell.district) for cell in cube} == {("North", "Dartford")}


def test_midnight_is_midnight_in_london() -> None:
    summer = fact(month="2026-07", auditor=stage(datetime(2026, 7, 31, 23, 30, tzinfo=UTC)))
    window = Window("2026-07", None, datetime(2026, 8, 7, tzinfo=UTC))
    assert found(counted(summer, window=window), "completion") == {("late",): 1}


def test_what_comes_after_its_months_report_is_a_late_line_of_the_next() -> None:
    cube = counted(
        fact(month="2026-11", issued_at=at(10, 26), auditor=stage(at(12, 9))),
        fact(month="2026-11", issued_at=at(10, 26), auditor=stage(at(12, 3))),
        fact(month="2026-10", issued_at=at(9, 24)),
        fact(month="2026-10", issued_at=at(9, 24), state="discounted"),
    )
    assert found(cube, "completion") == {}
    assert found(cube, "late") == {("2026-11", "late"): 1, ("2026-10", "outstanding"): 1}


def test_steps_are_counted_in_working_days_when_they_end() -> None:
    done = fact(
        auditor=stage(at(12, 9)),
        reviewer=stage(at(12, 24)),
        moderations=(Moderated(at(12, 29), False),),
        concluded_at=at(12, 29),
        state="concluded",
    )
    assert found(counted(done), "days") == {
        ("audit", "yes", "11"): 1,
        ("review", "no", "11"): 1,
        ("moderation", "yes", "1"): 1,
        ("whole", "none", "23"): 1,
    }
    before = Window("2026-12", at(12, 30), CLOSE)
    assert found(counted(done, window=before), "days") == {}


def test_r121_findings_of_the_audits_concluded_since() -> None:
    action = {"owner": "iro", "immediate": True, "due": "2027-01-08"}
    words = {"overview": {"themes": ["drift"], "actions": [action]}}
    done = fact(
        auditor=stage(at(12, 9), "good", **words),
        reviewer=stage(at(12, 10), "inadequate", **words, s1={"s1_1": "partly", "other": "no"}),
        moderations=(Moderated(at(12, 14), True),),
        concluded_at=at(12, 14),
        final={"overall": "inadequate", "s9": "good"},
        reflection="late",
    )
    cube = counted(done, fact(auditor=stage(at(12, 9)), reviewer=stage(at(12, 10))))
    assert found(cube, "agreement") == {
        ("overall", "no", "good", "inadequate"): 1,
        ("s1", "yes", "good", "good"): 1,
    }
    assert found(cube, "moderation") == {("officer",): 1}
    assert found(cube, "moderated") == {("as_reviewer",): 1}
    assert found(cube, "grade")["final", "overall", "inadequate"] == 1
    assert found(cube, "theme") == {("drift",): 1}
    assert found(cube, "action") == {("iro", "now"): 2}
    assert found(cube, "action_due") == {("iro", "due"): 2}
    assert found(cube, "answer") == {("s1", "file", "partly"): 1}
    assert found(cube, "reflection") == {("late",): 1}


@pytest.mark.parametrize(
    ("due", "when"),
    [("2027-01-08", "due"), (date(2027, 1, 9), "ahead"), (None, "undated"), ("", "undated")],
)
def test_an_action_is_due_when_its_day_has_come(due: date | str | None, when: str) -> None:
    words = {"overview": {"actions": [{"owner": "iro", "due": due}]}}
    done = fact(auditor=stage(at(12, 9), **words), concluded_at=at(12, 14))
    assert found(counted(done), "action_due") == {("iro", when): 1}


@pytest.mark.parametrize(
    ("what", "on", "counts"),
    [
        ("case_note", date(2026, 12, 16), [("days", ("case_note", "yes", "5"))]),
        ("case_note", date(2026, 12, 17), [("days", ("case_note", "no", "6"))]),
        ("case_note", date(2026, 12, 8), [("days", ("case_note", "yes", "0"))]),
        ("case_note", None, []),
        ("supervision", date(2026, 12, 16), []),
    ],
)
def test_r97_the_case_note_is_held_against_its_target(
    what: str, on: date | None, counts: list[Counted]
) -> None:
    said = list(recorded(what, "done", at(12, 9), on, RULES))
    assert said == [("recording", (what, "done")), *counts]


@pytest.mark.parametrize(
    ("final", "result"),
    [("good", "as_auditor"), ("inadequate", "as_reviewer"), ("outstanding", "neither")],
)
def test_whose_grade_stood_after_moderation(final: str, result: str) -> None:
    done = fact(
        auditor=stage(at(12, 9), "good"),
        reviewer=stage(at(12, 10), "inadequate"),
        moderations=(Moderated(at(12, 14), False),),
        concluded_at=at(12, 14),
        final={"overall": final},
    )
    assert found(counted(done), "moderated") == {(result,): 1}


def test_nothing_of_a_child_can_be_in_the_counts() -> None:
    cube = counted(fact(auditor=stage(at(12, 9), s1={"s1_1_comment": "A.B. lives with her gran"})))
    assert "gran" not in str(cube)
    assert isinstance(cube, Counter)
    assert all(isinstance(cell, Cell) for cell in cube)
