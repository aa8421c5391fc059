"""The scenarios of a bundle, read from its folder `scenarios/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from engine.bundle import Bundle
from forms import toml
from handlers.scenarios.model import FOLDER, ScenarioBroken

EXPECTS_NOTHING = "It expects nothing, so it proves nothing: add a step with expect."


def scenario_paths(bundle: Bundle) -> list[str]:
    """The bundle's scenarios, sorted by name."""
    return bundle.paths(".toml", FOLDER)


def name_of(path: str) -> str:
    """A scenario's name: that of its file."""
    return PurePosixPath(path).stem


def story_of(content: bytes) -> Mapping[str, Any]:
    """The scenario in a file. Raises ScenarioBroken when it cannot be read or proves nothing."""
    try:
        story = toml.read(content)
    except toml.TomlUnreadable as error:
        raise ScenarioBroken(f"It cannot be read: {error}.") from error
    steps = story.get("step")
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise ScenarioBroken("It has no steps: write them under [[step]].")
    if not any("expect" in step for step in steps):
        raise ScenarioBroken(EXPECTS_NOTHING)
    if not isinstance(story.get("given", {}), dict):
        raise ScenarioBroken("What is given is no table: write it under [given].")
    return story


def title_of(content: bytes) -> str:
    """What a scenario calls itself; empty when it cannot be read."""
    try:
        return str(toml.read(content).get("title", ""))
    except toml.TomlUnreadable:
        return ""
