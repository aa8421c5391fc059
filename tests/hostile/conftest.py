"""Machines that give up sooner, so that a bomb costs little: the kinds are tested, not the size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from engine import cascade
from engine.calendar import Calendar
from engine.database import Database
from engine.expressions import Settings, machine
from tests.world import World


@pytest.fixture
def settings() -> Settings:
    """Noon on a Tuesday in December."""
    return Settings(datetime(2026, 12, 1, 12, tzinfo=UTC), Calendar(), "Europe/London")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A tenth of the time for each text."""
    monkeypatch.setattr(machine, "SECONDS", 0.1)
    machine.machines.forget()
    yield
    machine.machines.forget()


@pytest.fixture
def told(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An engine in which little may follow by itself; looked over when the story has ended."""
    monkeypatch.setattr(cascade, "ALLOWANCE", 400)
    made = World(sqlite)
    yield made
    made.sound()
