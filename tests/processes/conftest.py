"""The bundle as it is delivered."""

from __future__ import annotations

import os

import pytest

from engine.bundle import Bundle
from processes import bundle_paths
from tests.processes.deciding import decide
from tests.processes.walks import Walks

__all__ = ["bundle", "decide"]


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """The peer review audit with its forms."""
    return Bundle.from_folders(*bundle_paths("peer_review_audit"))


@pytest.fixture(scope="session")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Walks:
    """What the stories have walked in this test run, whichever worker told them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return Walks(shared / "walks")
