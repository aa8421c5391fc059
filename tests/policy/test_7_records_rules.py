"""Section 7 and data protection: the rules alone, without a record."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.retention.due import months_before
from handlers.retention.purge import outcome
from handlers.subject_access.content import BLACK, blacked
from handlers.subject_access.deciding import problems_of
from handlers.subject_access.search import mentions


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 12, 1), 72, date(2020, 12, 1)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_dp1_so_many_months_before_a_day(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_dp1_what_becomes_of_a_record_of_the_list() -> None:
    assert outcome(True, True) == "disposed"
    assert outcome(True, False) == "held"
    assert outcome(False, True) == "kept"


def test_dp4_names_are_removed_however_they_are_written() -> None:
    assert blacked("Ann and ANNA", ["ann", "Anna"]) == f"{BLACK} and {BLACK}"
    assert blacked("Nothing here", []) == "Nothing here"


def test_dp3_a_mention_is_a_word_of_its_own() -> None:
    assert mentions(["Spoke to Ben Ashdown."], ["ben ashdown"])
    assert not mentions(["L9-00000012"], ["L9-0000001"])
    assert not mentions(["anything"], [])


@pytest.mark.parametrize(
    ("kind", "choice", "reason", "blackout", "field"),
    [
        ("answers", "include", "", "", ""),
        ("answers", "include", "About others", "Ann", ""),
        ("answers", "", "", "", "choice"),
        ("answers", "withhold", " ", "", "reason"),
        ("answers", "include", "", "Ann", "reason"),
        ("document", "include", "Others", "Ann", "blackout"),
    ],
)
def test_dp4_a_decision_gives_its_reason(
    kind: str, choice: str, reason: str, blackout: str, field: str
) -> None:
    assert list(problems_of(kind, choice, reason, blackout)) == ([field] if field else [])
