"""The stories an owner tells about the policy, played on the real engine."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from engine.bundle import Bundle
from engine.database import Database, connect
from engine.spiff import read
from handlers.records.audits import Audit
from processes import HERE
from tests.pango import need_pango
from tests.processes.paper import plain
from tests.processes.player import Player
from tests.processes.switching import switched
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
        tell(path, sqlite, bundle)


def test_together_the_stories_walk_every_flow_and_reach_every_element(
    sqlite_template: Path, tmp_path: Path, bundle: Bundle, walks: Walks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    print_plainly(monkeypatch)
    for path in SCENARIOS:
        if not walks.has(path.stem):
            database = connect(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / path.stem)}")
            with walks.of(path.stem):
                tell(path, database, bundle)
            database.close()
    nobody, walked = ground(bundle), walks.walked()
    assert {place: said for place, said in nobody.items() if place not in walked} == {}


def print_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents of a few words, which cost nothing."""
    monkeypatch.setattr("handlers.documents.render.press", plain)
    monkeypatch.setattr("handlers.reports.printing.press", plain)


def tell(path: Path, database: Database, bundle: Bundle) -> None:
    """Play a story, and see that everything in it is as it says."""
    story = tomllib.loads(path.read_text())
    for decision, note in story["given"].get("switched_on", {}).items():
        bundle = switched(bundle, decision, note)
    player = Player(database, bundle, story["given"])
    expected = 0
    for number, step in enumerate(story["step"], 1):
        if "expect" in step:
            check(player, step["expect"], f"{path.name}, step {number}")
            expected += 1
        else:
            player.play(step)
    assert expected, "a story that expects nothing proves nothing"


def test_together_the_stories_walk_through_every_step(bundle: Bundle) -> None:
    named = {step for path in SCENARIOS for step in re.findall(r"[a-z_0-9]+", path.read_text())}
    people = {
        element.id
        for process in read(bundle).processes.values()
        for element in process.elements.values()
        if element.type == "userTask"
    }
    assert people <= named


def running(player: Player, named: Mapping[str, Any]) -> dict[str, list[str]]:
    """How the processes that a step names stand; the clock begins others by itself."""
    found = player.processes()
    return {key: found.get(key, []) for key in named}


def waiting(player: Player, named: Mapping[str, Any]) -> dict[str, list[str]]:
    """The open user tasks of the processes that a step names."""
    found = [(task.process_key, task.element_id) for task in player.open()]
    return {key: sorted(id for process, id in found if process == key) for key in named}


def check(player: Player, expected: Mapping[str, Any], where: str) -> None:
    """Everything that the step expects, and nothing it does not name."""
    audit = player.audit() if {"state", "grade", "supervision"} & set(expected) else Audit()
    found: dict[str, Any] = {
        "open": player.ahead(),
        "offered": sorted(offer.element_id for offer in player.offered()),
        "processes": running(player, expected.get("processes", {})),
        "waiting": waiting(player, expected.get("waiting", {})),
        "follow_ups": player.follow_ups(),
        "dispensations": player.dispensations(),
        "list": player.listed(),
        "overdue": player.overdue(),
        "drawn": player.drawn(),
        "on_list": [line.split()[0] for line in player.listed() if "withdrawn" not in line],
        "published": player.published(),
        "state": audit.state,
        "grade": audit.final_overall,
        "supervision": audit.final_supervision,
    }
    if "status" in expected:
        found["status"] = player.status()
    if "letters" in expected:
        found["letters"] = player.letters()
    if "reflections" in expected:
        found["reflections"] = player.reflections()
    if "recorded" in expected:
        found["recorded"] = player.recorded()
    for element, names in expected.get("shown", {}).items():
        found.setdefault("shown", {})[element] = player.shown(element, names)
    if "documents" in expected:
        found["documents"] = player.documents()
    found["copies"] = {stage: player.copies(int(stage)) for stage in expected.get("copies", {})}
    assert {name: found[name] for name in expected} == expected, where
