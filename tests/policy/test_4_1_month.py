"""Sections 3 and 4.1: when a month begins, is issued and published, and its half."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from engine import tables
from engine.bundle import Bundle
from engine.database import Database
from handlers.scenarios.audits.player import LONDON, Player
from handlers.tables import PublishedList
from tests.policy.owner import with_setting

Month = Callable[..., Player]


@pytest.fixture
def month(sqlite: Database, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> Month:
    """A council with a caseload and an extract of the day before; keywords are its programme."""

    def at(instant: str, using: Bundle = bundle, **programme: Any) -> Player:
        imported = datetime.fromisoformat(instant) - timedelta(days=1)
        told = {"cases": 2, "reviewers": 2, "imported": imported.isoformat(), **programme}
        return Player(sqlite, using, {"at": instant, "programme": told})

    return at


def begun(player: Player) -> list[str]:
    """When the months began, and which."""
    with player.database.read() as session:
        query = select(tables.ProcessInstance).filter_by(process_key="monthly_cycle")
        rows = [row for row in session.scalars(query) if row.business_key]
    return sorted(
        f"{row.business_key} on {row.started_at.astimezone(LONDON):%Y-%m-%d %H:%M}" for row in rows
    )


def clocks(player: Player) -> list[str]:
    """What waits for the clock in the months."""
    with player.database.read() as session:
        query = select(tables.Job).filter_by(kind="timer", state="ready")
        return [
            f"{job.element_id} {job.due_at.astimezone(LONDON):%Y-%m-%d %H:%M}"
            for job in session.scalars(query)
        ]


def release(player: Player, issue: str = "on_the_day") -> None:
    answers = {"decision": "release", "issue": issue, "changes": []}
    player.play({"submit": "check_list", "by": "miu", "answers": answers})


@pytest.mark.parametrize(
    ("before", "on"),
    [
        ("2026-11-16 12:00", "2026-12 on 2026-11-17 08:00"),
        ("2026-12-01 12:00", "2027-01 on 2026-12-16 08:00"),  # Christmas and Boxing Day between
        ("2027-04-05 12:00", "2027-05 on 2027-04-19 08:00"),
        ("2027-05-04 12:00", "2027-06 on 2027-05-17 08:00"),  # the spring bank holiday between
    ],
)
def test_r16_a_month_begins_ten_working_days_before_its_first(
    month: Month, before: str, on: str
) -> None:
    player = month(before)
    player.travel(datetime.fromisoformat(on[-16:]).replace(tzinfo=LONDON) - timedelta(minutes=1))
    assert begun(player) == []
    player.travel(datetime.fromisoformat(on[-16:]).replace(tzinfo=LONDON))
    assert begun(player) == [on]


def test_r16_each_month_begins_once_and_the_next_follows(month: Month) -> None:
    player = month("2026-11-16 12:00")
    player.travel(datetime(2027, 2, 12, tzinfo=LONDON))
    assert [line[:7] for line in begun(player)] == ["2026-12", "2027-01", "2027-02"]


def test_a44_a_month_whose_beginning_was_missed_is_begun_when_the_server_is_back(
    month: Month,
) -> None:
    player = month("2026-11-16 12:00")
    player.clock.move_to(datetime(2026, 12, 2, 9, tzinfo=LONDON))
    player.work()
    assert begun(player) == ["2026-12 on 2026-12-02 09:00"]


@pytest.mark.parametrize(
    ("name", "by_calendar", "expected"),
    [
        ("2026-12", False, "day_of_issue 2026-11-24 08:00"),
        ("2027-01", False, "day_of_issue 2026-12-23 08:00"),
        ("2027-06", False, "day_of_issue 2027-05-24 08:00"),
        ("2026-12", True, "day_of_issue 2026-11-26 08:00"),
        ("2027-01", True, "day_of_issue 2026-12-29 08:00"),  # the 27th is a Sunday in Christmas
    ],
)
def test_a14_the_issue_is_five_working_days_before_or_by_a_setting_five_of_the_calendar(
    month: Month, bundle: Bundle, name: str, by_calendar: bool, expected: str
) -> None:
    using = with_setting(bundle, "issue_by_calendar_days", True) if by_calendar else bundle
    player = month("2026-11-10 12:00", using)
    player.play({"message": "monthBegins", "key": name, "payload": {"month": name}})
    release(player)
    assert expected in clocks(player)


def test_r23_the_list_is_published_on_the_first_working_day(month: Month) -> None:
    player = month("2026-12-22 12:00")
    player.play({"message": "monthBegins", "key": "2027-01", "payload": {"month": "2027-01"}})
    release(player, "now")
    player.travel(datetime(2027, 1, 4, 7, 59, tzinfo=LONDON))
    assert player.published() == []
    player.travel(datetime(2027, 1, 4, 8, tzinfo=LONDON))
    assert player.published() == ["1: issued"]


def test_a37_the_published_list_holds_identifiers_for_two_months(month: Month) -> None:
    player = month("2026-12-22 12:00")
    player.play({"message": "monthBegins", "key": "2027-01", "payload": {"month": "2027-01"}})
    release(player, "now")
    player.travel(datetime(2027, 1, 4, 8, tzinfo=LONDON))
    with player.database.read() as session:
        [row] = session.scalars(select(PublishedList))
    assert row.gone_on.isoformat() == "2027-04-01"
    assert set(row.rows[0]) == {
        "case", "category", "team", "district", "auditor", "reviewer", "state",
    }  # fmt: skip
    assert "A.B." not in str(row.rows)


@pytest.mark.parametrize(
    ("by_working_days", "expected"),
    [(False, "halfway 2027-02-15 08:00"), (True, "halfway 2027-02-12 08:00")],
)
def test_a15_halfway_is_the_15th_or_the_next_working_day(
    month: Month, bundle: Bundle, by_working_days: bool, expected: str
) -> None:
    using = bundle
    if by_working_days:
        using = with_setting(bundle, "chase_halfway_by_working_days", True)
    player = month("2027-01-20 12:00", using)
    player.play({"message": "monthBegins", "key": "2027-02", "payload": {"month": "2027-02"}})
    release(player, "now")
    player.travel(datetime(2027, 2, 1, 9, tzinfo=LONDON))
    assert expected in clocks(player)
