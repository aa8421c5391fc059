"""Playing diagrams written in a line or two."""

from __future__ import annotations

from typing import Any

import pytest

from engine.rehearsal import Plan, Played, play
from tests.engine.rehearsal.sketches import Play, sketch


@pytest.fixture
def played() -> Play:
    """played(process, …, of=("p",), until=…): the end of a rehearsal of these processes."""

    def rehearse(*processes: str, of: tuple[str, ...] = (), **plan: Any) -> Played:
        return play(sketch(*processes), Plan(of, **plan))

    return rehearse
