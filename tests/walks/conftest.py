"""One world for all random diagrams of a file: each is another version of the same bundle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.database import connect, upgrade
from tests.world import World

from .by_hand import job, now


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    address = f"sqlite:///{tmp_path_factory.mktemp('walks') / 'walks.db'}"
    upgrade(address, [Path(__file__).parents[2] / "handlers" / "migrations"])
    database = connect(address)
    yield World(database, job, now)
    database.close()
