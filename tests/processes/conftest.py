"""The bundle as it is delivered."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from processes import bundle_paths
from tests.processes.deciding import decide

__all__ = ["bundle", "decide"]


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """The peer review audit with its forms."""
    return Bundle.from_folders(*bundle_paths("peer_review_audit"))
