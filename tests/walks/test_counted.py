"""Tokens are conserved: what completes is what the rules of BPMN, told a second time, say."""

from __future__ import annotations

from collections import Counter

from hypothesis import event, given, note
from hypothesis import strategies as st

from .generator import diagrams
from .often import often
from .pages import Page
from .reference import Reference
from .walker import Walk, understood

numbers = st.lists(st.integers(0, 1000), max_size=15)
COUNTED = ("userTask", "task", "subProcess")


@often(150)
@given(pages=diagrams(plain=True), numbers=numbers)
def test_the_same_activities_complete_as_in_the_reference(
    pages: tuple[Page, Page | None], numbers: list[int]
) -> None:
    definitions = understood(pages)
    if definitions is None:
        return
    walk, reference = Walk(definitions), Reference(pages[0])
    done = _done(walk)
    for number in [*numbers, None]:
        note(walk.did)
        waiting = Counter(w.element_id for w in walk.execution.waits().user_tasks.values())
        assert waiting == reference.waiting
        assert done == reference.done
        assert (walk.execution.outcome == "completed") == reference.over
        assert waiting or reference.over or walk.execution.problems()
        if not waiting or number is None:
            event("over" if reference.over else "waits" if waiting else "stuck")
            return
        id = sorted(waiting)[number % len(waiting)]
        _complete(walk, id)
        reference.complete(id)
        done += _done(walk)


def _complete(walk: Walk, id: str) -> None:
    what, act = next(option for option in walk.options() if option[0] == f"complete {id}")
    walk.did = what
    act()
    walk.execution.run()


def _done(walk: Walk) -> Counter[str]:
    steps = walk.execution.take_steps()
    return Counter(s.element_id for s in steps if s.state == "completed" and s.type in COUNTED)
