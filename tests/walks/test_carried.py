"""Migration keeps everything that is open, or says why it cannot."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import event, given, note
from hypothesis import strategies as st

from engine.errors import OperationRefused
from engine.spiff import Definitions, carry, judge

from .editing import CHANGES, NEW, Edited, edited
from .generator import diagrams
from .often import often
from .pages import Page
from .walker import Walk, rests, understood, walked

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
    judged = judge(walk.execution, next, new.names)
    event(f"{kind}: {'cannot' if judged.obstacles else 'carries on'}")
    if judged.obstacles:
        _is_refused_whole(walk, next, new)
        return
    _is_carried_over(walk, next, new, gone="no longer" in " ".join(judged.notes))
    if kind == "insert":
        _does_the_new_step(walk, new.page)
    for one in after:
        if walk.go(one):
            walk.saved_and_restored()
            assert rests(walk)


def _is_refused_whole(walk: Walk, next: Definitions, new: Edited) -> None:
    """Only where something was taken away, and the instance is what it was."""
    assert new.said in ("remove", "unwatch")
    had = walk.execution.save()
    with pytest.raises(OperationRefused):
        carry(walk.execution, next, new.names, walk.host)
    assert walk.execution.save() == had


def _is_carried_over(walk: Walk, next: Definitions, new: Edited, *, gone: bool) -> None:
    """Every position and date is there still; what is added is new, and what is gone was named."""
    had = _positions(walk, new)
    walk.execution = carry(walk.execution, next, new.names, walk.host)
    walk.definitions = next
    walk._run()
    has = _positions(walk, new)
    dropped = {had[id][0] for id in had.keys() - has.keys()}
    assert not dropped or (gone and new.said in ("remove", "unwatch"))
    assert [has[id] for id in had if id in has] == [had[id] for id in had if id in has]
    assert {has[id][0] for id in has.keys() - had.keys()} <= {NEW}


def _does_the_new_step(walk: Walk, page: Page) -> None:
    """A step that was put behind one that is open is reached when that one is done."""
    for one in page.everywhere():
        for source in (one.part(flow.source) for flow in one.before(NEW)):
            option = next((o for o in walk.options() if o[0] == f"complete {source.id}"), None)
            if option and len(one.after(source.id)) == 1 and "Loop" not in source.inner:
                walk.execution.take_steps()
                option[1]()
                walk._run()
                assert NEW in [s.element_id for s in walk.execution.take_steps()]


def _positions(walk: Walk, new: Edited) -> dict[Any, tuple[str, Any]]:
    """What is waited for, by position: the element by its new id, and date, message or the like."""
    waits = walk.execution.waits()
    every = [w for field in fields(waits) for w in getattr(waits, field.name).values()]
    return {w.task_id: (new.names.get(w.element_id, w.element_id), _what(w)) for w in every}


def _what(wait: Any) -> list[Any]:
    found = [getattr(wait, name, None) for name in ("due", "message", "key", "signal", "text")]
    return [type(wait).__name__, *found]
