"""A real, empty database with every table of the handlers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers.tables  # noqa: F401 - completes the metadata
from engine.database import Base, Database, connect


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = connect(f"sqlite:///{tmp_path / 'plumbline.db'}")
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()
