"""What became of recommended actions: counted when it happens, overdue until then (R57, R121)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.bundle import Bundle
from handlers.actions.tables import RecommendedAction
from handlers.reports.actions import states_of
from handlers.reports.cube import Cell, Cube, together
from handlers.reports.facts import Window
from handlers.reports.layout import layouts
from handlers.reports.reading import months
from processes import bundle_paths
from tests.handlers.office import TENANT, Office

SINCE, UNTIL = datetime(2026, 12, 7, 8, tzinfo=UTC), datetime(2027, 1, 8, 8, tzinfo=UTC)
WINDOW, DAY = Window("2026-12", SINCE, UNTIL), date(2027, 1, 8)


@pytest.mark.parametrize(
    ("due", "outcome", "settled", "states"),
    [
        (DAY, None, None, ["open"]),
        (DAY - timedelta(1), None, None, ["overdue"]),
        (DAY - timedelta(1), "done", UNTIL, ["done"]),
        (DAY - timedelta(1), "not_needed", SINCE, []),
        (DAY - timedelta(1), "done", UNTIL + timedelta(hours=1), ["overdue"]),
    ],
)
def test_r57_an_action_is_counted_once_and_is_overdue_until_then(
    due: date, outcome: str | None, settled: datetime | None, states: list[str]
) -> None:
    row = RecommendedAction(due_on=due, outcome=outcome, settled_at=settled)
    assert list(states_of(row, WINDOW, DAY)) == states


def test_a_quarter_adds_up_what_happened_and_takes_what_stood_from_its_last_month() -> None:
    def cell(state: str) -> Cell:
        return Cell("action_state", "North", "Dover", ("social_worker", state))

    months = [Cube({cell("done"): 2, cell("overdue"): 5}), Cube({cell("done"): 3, cell("open"): 1})]
    assert together(months) == {cell("done"): 5, cell("open"): 1}


def test_r57_invented_months_have_actions_done_and_overdue(past: Office) -> None:
    with past.database.read() as session:
        newest = months(session, TENANT, ["2026-09"])["2026-09"]
    found = {cell.labels[-1] for cell in newest if cell.measure == "action_state"}
    assert found >= {"done", "overdue"}


@pytest.mark.parametrize("report", ["month", "quarter"])
def test_r57_reports_show_what_became_of_the_actions(report: str) -> None:
    shown = layouts(Bundle.from_folders(*bundle_paths("peer_review_audit")))
    assert "action_state" in {part.measure for part in shown[report].parts}
