"""The bundle as it is delivered, and an office that works with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.bundle import Bundle
from engine.database import Database
from processes import bundle_paths
from tests.handlers.desk import Desk
from tests.handlers.office import Office


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """The peer review audit with its forms."""
    return Bundle.from_folders(*bundle_paths("peer_review_audit"))


@pytest.fixture
def office(sqlite: Database, bundle: Bundle, tmp_path: Path) -> Callable[..., Office]:
    """Open an office with an invented council; its settings may be given."""

    def open_office(profile: str = "mini", seed: int = 7, **settings: object) -> Office:
        return Office(sqlite, bundle, tmp_path / "extract", profile, seed, settings)

    return open_office


@pytest.fixture
def desk(sqlite: Database, bundle: Bundle) -> Desk:
    """One audit that has just been issued."""
    return Desk(sqlite, bundle)
