"""Scenarios: what an owner says must happen, played on a bundle. See README.md."""

from handlers.scenarios.anywhere.readiness import ready
from handlers.scenarios.examples import example_of
from handlers.scenarios.letters import letters_of, readers_of
from handlers.scenarios.model import FOLDER, Result, ScenarioBroken
from handlers.scenarios.reading import name_of, scenario_paths, story_of, title_of
from handlers.scenarios.running import play_all, play_one
from handlers.scenarios.steps import FailedAt

__all__ = [
    "FOLDER",
    "FailedAt",
    "Result",
    "ScenarioBroken",
    "example_of",
    "letters_of",
    "name_of",
    "play_all",
    "play_one",
    "readers_of",
    "ready",
    "scenario_paths",
    "story_of",
    "title_of",
]
