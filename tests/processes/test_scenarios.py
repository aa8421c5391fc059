"""The stories an owner tells about the policy, played on the real engine."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from engine.bundle import Bundle
from engine.database import Database, connect
from engine.spiff import read
from handlers.scenarios import story_of
from handlers.scenarios.audits.telling import tell
from processes import HERE
from tests.pango import need_pango
from tests.processes.paper import plain
from tests.processes.walks import Walks, ground

SCENARIOS = sorted(HERE.glob("*/scenarios/*.toml"))
# One story prints every kind of document; a document costs seconds, and has tests of its own.
WITH_PDFS = {"overall_differs"}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_story_goes_as_told(
    path: Path, sqlite: Database, bundle: Bundle, walks: Walks, monkeypatch: pytest.MonkeyPatch
) -> None:
    if path.stem in WITH_PDFS:
        need_pango()
    else:
        print_plainly(monkeypatch)
    with walks.of(path.stem):
        told(path, sqlite, bundle)


def test_together_the_stories_walk_every_flow_and_reach_every_element(
    sqlite_template: Path, tmp_path: Path, bundle: Bundle, walks: Walks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    print_plainly(monkeypatch)
    for path in SCENARIOS:
        if not walks.has(path.stem):
            database = connect(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / path.stem)}")
            with walks.of(path.stem):
                told(path, database, bundle)
            database.close()
    nobody, walked = ground(bundle), walks.walked()
    assert {place: said for place, said in nobody.items() if place not in walked} == {}


def print_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents of a few words, which cost nothing."""
    monkeypatch.setattr("handlers.documents.render.press", plain)
    monkeypatch.setattr("handlers.reports.printing.press", plain)


def told(path: Path, database: Database, bundle: Bundle) -> None:
    """Play a story, and see that everything in it is as it says."""
    tell(story_of(path.read_bytes()), database, bundle)


def test_together_the_stories_walk_through_every_step(bundle: Bundle) -> None:
    named = {step for path in SCENARIOS for step in re.findall(r"[a-z_0-9]+", path.read_text())}
    people = {
        element.id
        for process in read(bundle).processes.values()
        for element in process.elements.values()
        if element.type == "userTask"
    }
    assert people <= named
