"""Playing the scenarios of a bundle, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from time import monotonic
from typing import Any

from engine.bundle import Bundle
from handlers.scenarios.anywhere import telling as anywhere
from handlers.scenarios.audits import telling as audits
from handlers.scenarios.model import Result
from handlers.scenarios.reading import name_of, scenario_paths, story_of, title_of
from handlers.scenarios.steps import FailedAt, at_step
from handlers.scenarios.world import Stock, stock


def play_all(bundle: Bundle, paths: Sequence[str] | None = None) -> Iterator[Result]:
    """Each scenario's result as soon as it is known; all of the bundle's unless `paths` says."""
    with stock() as databases:
        for path in scenario_paths(bundle) if paths is None else paths:
            yield play_one(bundle, path, databases)


def play_one(bundle: Bundle, path: str, databases: Stock) -> Result:
    """How one scenario of the bundle goes."""
    content, began = bundle.files[path], monotonic()
    name, title = name_of(path), title_of(content)
    try:
        with at_step(0):
            story = story_of(content)
        _play(story, bundle, databases)
    except FailedAt as failed:
        return Result(name, title, False, failed.step, failed.sentence, monotonic() - began)
    return Result(name, title, True, seconds=monotonic() - began)


def _play(story: Mapping[str, Any], bundle: Bundle, databases: Stock) -> None:
    if "process" in story.get("given", {}):
        anywhere.tell(story, bundle)
        return
    with databases.database() as database:
        audits.tell(story, database, bundle, prints=False)
