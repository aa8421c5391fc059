"""Saving and restoring between any two steps changes nothing."""

from __future__ import annotations

import json
import zlib
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from engine.spiff import Definitions

from .generator import diagrams
from .often import often
from .pages import Page
from .walker import Walk, numbered, understood

numbers = st.lists(st.integers(0, 1000), max_size=10)


@often(100)
@given(pages=diagrams(), numbers=numbers)
def test_saving_and_restoring_between_any_two_steps_changes_nothing(
    pages: tuple[Page, Page | None], numbers: list[int]
) -> None:
    definitions = understood(pages)
    if definitions is None:
        return
    straight = told(definitions, numbers, reload=False)
    through = told(definitions, numbers, reload=True)
    for before, after in zip(straight, through, strict=True):
        note(before[0])
        assert [b for b, a in zip(before, after, strict=True) if b != a] == []


def told(definitions: Definitions, numbers: list[int], *, reload: bool) -> list[tuple[Any, ...]]:
    """Everything that can be seen of a walk, with the ids of the positions."""
    with numbered():
        walk = Walk(definitions)
        seen = [_seen(walk)]
        for number in numbers:
            if reload:
                walk.saved_and_restored()
            if not walk.go(number):
                return seen
            seen.append(_seen(walk))
    return seen


def _seen(walk: Walk) -> tuple[Any, ...]:
    execution = walk.execution
    if walk.ran_away:
        return walk.did, "ran away"
    return (
        walk.did,
        execution.outcome,
        dict(execution.variables),
        execution.waits(),
        execution.problems(),
        execution.take_steps(),
        execution.take_thrown(),
        execution.take_signals(),
        json.loads(zlib.decompress(execution.save())),
    )
