"""A moment on the clock and the English calendar, for every test of the language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from engine.calendar import Calendar
from engine.expressions import Settings


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Tuesday 1 December 2026, nine o'clock, in England."""
    now = datetime(2026, 12, 1, 9, tzinfo=UTC)
    return Settings(now=now, calendar=Calendar.england(range(2025, 2029)))
