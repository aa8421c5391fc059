"""Migration keeps everything that is open, or says why it cannot."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import event, given, note
from hypothesis import strategies as st

from engine.errors import OperationRefused
from engine.spiff import carry, judge

from .editing import CHANGES, NEW, Edited, edited
from .generator import diagrams
from .often import often
from .pages import Page
from .walker import Walk, understood, walked

numbers = st.lists(st.integers(0, 1000), max_size=6)


@often(150)
@given(diagrams(), numbers, numbers, st.sampled_from(sorted(CHANGES)), st.integers(0, 1000))
def test_an_instance_carries_on_with_all_it_has_or_the_plan_says_why_not(
    pages: tuple[Page, Page | None],
    before: list[int],
    after: list[int],
    kind: str,
    number: int,
) -> None:
    new = edited(pages[0], kind, number)
    old, next = understood(pages), understood((new.page, pages[1]))
    if old is None or next is None:
        return
    note(new.page.xml())
    *_, walk = walked(old, before)
    if walk.ran_away or walk.execution.outcome != "active":
        return
    had = _positions(walk, new)
    judged = judge(walk.execution, next, new.names)
    event(f"{kind}: {'cannot' if judged.obstacles else 'carries on'}")
    if judged.obstacles:
        assert kind in ("remove", "insert", "unwatch"), judged
        with pytest.raises(OperationRefused):
            carry(walk.execution, next, new.names, walk.host)
        assert _positions(walk, new) == had
        return
    walk.execution = carry(walk.execution, next, new.names, walk.host)
    walk.definitions = next
    assert walk.execution.variables
    walk._run()
    has = _positions(walk, new)
    for id, (element, what) in had.items():
        dropped = kind in ("unwatch", "remove") and any("no longer" in n for n in judged.notes)
        assert has.get(id) == (element, what) or (dropped and id not in has)
    extra = [element for id, (element, _) in has.items() if id not in had]
    assert extra == [] or set(extra) == {NEW}, extra
    for one in after:
        if walk.go(one):
            walk.saved_and_restored()
            assert _rests(walk)


def _positions(walk: Walk, new: Edited) -> dict[Any, tuple[str, Any]]:
    """What is waited for, by position: the element by its new id, and date, message or the like."""
    waits = walk.execution.waits()
    every = [w for kind in vars(type(waits))["__dataclass_fields__"] for w in _of(waits, kind)]
    return {w.task_id: (new.names.get(w.element_id, w.element_id), _what(w)) for w in every}


def _of(waits: Any, kind: str) -> list[Any]:
    return list(getattr(waits, kind).values())


def _what(wait: Any) -> list[Any]:
    found = [getattr(wait, name, None) for name in ("due", "message", "key", "signal", "text")]
    return [type(wait).__name__, *found]


def _rests(walk: Walk) -> bool:
    execution = walk.execution
    if walk.ran_away or execution.outcome != "active":
        return True
    return bool(_positions(walk, Edited(Page())) or execution.problems())
