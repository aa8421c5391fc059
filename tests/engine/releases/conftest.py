"""A studio with the first version of the letters in force."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.database import Database
from tests.engine.releases.studio import Studio, letter


@pytest.fixture
def told(sqlite: Database) -> Iterator[Studio]:
    """On SQLite; looked over for soundness when the story has ended."""
    yield from _studio(sqlite)


@pytest.fixture
def told_on_each(database: Database) -> Iterator[Studio]:
    """On each kind of database, for what depends on its locks."""
    yield from _studio(database)


def _studio(database: Database) -> Iterator[Studio]:
    made = Studio(database)
    made.deploy(letter())
    yield made
    made.sound()
