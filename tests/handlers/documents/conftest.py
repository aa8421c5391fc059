"""An audit that went all the way to an officer, with the PDFs it left behind."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.bundle import Bundle
from engine.database import connect
from handlers.scenarios.audits.player import Player
from processes import bundle_paths
from tests.pango import need_pango

FOLDER, FORMS = bundle_paths("peer_review_audit")


@pytest.fixture(scope="session", autouse=True)
def pango() -> None:
    """These tests make PDFs."""
    need_pango()


@pytest.fixture(scope="session")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """The story "officer_decides", played to its end."""
    path = tmp_path_factory.mktemp("told") / "plumbline.db"
    shutil.copy(sqlite_template, path)
    database = connect(f"sqlite:///{path}")
    story = tomllib.loads((FOLDER / "scenarios/officer_decides.toml").read_text())
    player = Player(database, Bundle.from_folders(FOLDER, FORMS), story["given"])
    for step in story["step"]:
        if "expect" not in step:
            player.play(step)
    yield player
    database.close()
