"""The stories an owner tells about the policy, played on the real engine."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from engine.bundle import Bundle
from engine.database import Database
from processes import HERE
from tests.pango import need_pango
from tests.processes.player import Player

SCENARIOS = sorted(HERE.glob("*/scenarios/*.toml"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_story_goes_as_told(path: Any, sqlite: Database, bundle: Bundle) -> None:
    need_pango()
    story = tomllib.loads(path.read_text())
    player = Player(sqlite, bundle, story["given"])
    expected = 0
    for number, step in enumerate(story["step"], 1):
        if "expect" in step:
            check(player, step["expect"], f"{path.name}, step {number}")
            expected += 1
        else:
            player.play(step)
    assert expected, "a story that expects nothing proves nothing"


def check(player: Player, expected: Mapping[str, Any], where: str) -> None:
    """Everything that the step expects, and nothing it does not name."""
    audit = player.audit()
    found: dict[str, Any] = {
        "open": sorted(task.element_id for task in player.open()),
        "status": player.status(),
        "state": audit.state,
        "grade": audit.final_overall,
        "supervision": audit.final_supervision,
    }
    if "letters" in expected:
        found["letters"] = player.letters()
    found["copies"] = {stage: player.copies(int(stage)) for stage in expected.get("copies", {})}
    assert {name: found[name] for name in expected} == expected, where
