"""A world on each kind of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from engine.database import Database
from tests.world import World


@pytest.fixture
def world(database: Database) -> Iterator[Callable[..., World]]:
    """world(*handlers): looked over for soundness when the story has ended."""
    made: list[World] = []

    def make(*handlers: Any) -> World:
        made.append(World(database, *handlers))
        return made[-1]

    yield make
    for one in made:
        one.sound()
