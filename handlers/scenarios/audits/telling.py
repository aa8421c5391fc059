"""A story about an audit, told from its beginning to its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.bundle import Bundle
from engine.database import Database
from handlers.scenarios.audits.expecting import check
from handlers.scenarios.audits.player import Player
from handlers.scenarios.audits.switching import switched
from handlers.scenarios.steps import at_step


def tell(story: Mapping[str, Any], database: Database, bundle: Bundle, prints: bool = True) -> None:
    """Play a story, and see that everything in it is as it says. Raises FailedAt.

    `database` is empty and has its tables. Without `prints` documents are counted, not made.
    """
    given = story.get("given", {})
    with at_step(0):
        for decision, note in given.get("switched_on", {}).items():
            bundle = switched(bundle, decision, note)
        player = Player(database, bundle, given, prints)
    for number, step in enumerate(story["step"], 1):
        with at_step(number):
            _take(player, step)


def _take(player: Player, step: Mapping[str, Any]) -> None:
    if "expect" in step:
        check(player, step["expect"])
    else:
        player.play(step)
