"""The smallest council with months that are over, for tests that read, and a copy to write in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.bundle import Bundle
from engine.database import connect
from handlers.history import generate
from tests.handlers.office import Office

LAST = "2026-09"


@pytest.fixture(scope="session")
def past(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, bundle: Bundle
) -> Iterator[Office]:
    """An office whose last six months, to September 2026, were reported. Not to be written in."""
    folder = tmp_path_factory.mktemp("past")
    shutil.copy(sqlite_template, folder / "past.db")
    database = connect(f"sqlite:///{folder / 'past.db'}")
    office = Office(database, bundle, folder / "extract", "mini", 7, {})
    generate(office.engine, LAST, months=6, seed=3)
    yield office
    database.close()
