"""The bundle's tables asked one decision at a time, as delivered or with rows switched on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.decisions import evaluate
from engine.expressions import Settings
from engine.spiff import read
from handlers.scenarios.audits.switching import switched

NEW, OLD = "under_3_months", "3_months_or_more"
Decide = Callable[..., Any]
SETTINGS = Settings(datetime(2026, 12, 1, 9, tzinfo=UTC), Calendar())


@pytest.fixture
def decide(bundle: Bundle) -> Decide:
    """Evaluates a decision; `on` switches every row on that says so in its note."""

    def decided(decision: str, *, on: str = "", **facts: Any) -> Any:
        given = switched(bundle, decision, on) if on else bundle
        return evaluate(read(given).decisions, decision, facts, SETTINGS)

    return decided


def case(
    category: str,
    band: str = OLD,
    *,
    care: bool = False,
    dual: bool = False,
    points: Sequence[str] = (),
) -> dict[str, Any]:
    """What the tables ask about a case."""
    known = {"category": category, "open_band": band, "in_care": care, "dual_status": dual}
    return known | {"staging_points": list(points)}
