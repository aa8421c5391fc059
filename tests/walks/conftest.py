"""One world for all random diagrams of a file: each is another version of the same bundle."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.database import connect
from tests.world import World

from .by_hand import job, now


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[World]:
    path = tmp_path_factory.mktemp("walks") / "walks.db"
    shutil.copy(sqlite_template, path)
    database = connect(f"sqlite:///{path}")
    yield World(database, job, now)
    database.close()
