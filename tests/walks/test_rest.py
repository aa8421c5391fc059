"""Walks end, wait for something, or have a problem."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import event, given, note
from hypothesis import strategies as st

from .generator import diagrams
from .often import often
from .pages import Page
from .walker import Walk, understood, walked

numbers = st.lists(st.integers(0, 1000), max_size=12)


@often(100)
@given(pages=diagrams(), numbers=numbers)
def test_a_walk_ends_or_waits_or_has_a_problem(
    pages: tuple[Page, Page | None], numbers: list[int]
) -> None:
    definitions = understood(pages)
    event("runs" if definitions else "refused")
    if definitions is None:
        return
    stalled: set[object] = set()
    for walk in walked(definitions, numbers):
        note(walk.did)
        if walk.ran_away:
            event("ran away")
            return
        _at_rest(walk)
        went_on = {s.task_id for s in walk.execution.take_steps() if s.state == "completed"}
        assert not went_on & stalled, "A join that can never happen has happened."
        stalled |= {p.task_id for p in walk.execution.problems() if p.kind == "stalled"}
    event(walk.execution.outcome)


def _at_rest(walk: Walk) -> None:
    execution = walk.execution
    waits, problems = execution.waits(), execution.problems()
    open_still = any(getattr(waits, field.name) for field in fields(waits))
    if execution.outcome == "active":
        assert open_still or problems
    else:
        assert not open_still
        assert not execution._instance.index
        assert not execution._instance.subprocesses
        assert bool(problems) == (execution.outcome == "failed")
    assert not execution._instance.ready
