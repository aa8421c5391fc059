"""Operations by hand: what a dry run foretells is what happens, and can be taken back."""

from __future__ import annotations

from typing import Any

from hypothesis import event, given, note
from hypothesis import strategies as st

from engine.errors import PlumblineError
from engine.spiff import BudgetExceeded
from tests.world import World

from .by_hand import begun, everything, operations, plain, rows
from .generator import diagrams
from .often import often
from .pages import Page

BY: Any = {"by": "admin", "reason": "A walk"}


@often(40)
@given(diagrams(), st.lists(st.integers(0, 1000), max_size=2), st.integers(0, 1000))
def test_what_is_foretold_happens_and_can_be_taken_back(
    world: World, pages: tuple[Page, Page | None], before: list[int], number: int
) -> None:
    instance = begun(world, pages, before)
    if instance is None:
        return
    choices = operations(world, instance, pages[0])
    what, operation = choices[number % len(choices)]
    note(what)
    had, state, open_then = (
        everything(world, instance),
        plain(world, instance),
        rows(world, instance),
    )
    would = _tried(lambda: operation(world.engine.operating(**BY, dry_run=True)))
    assert everything(world, instance) == had
    did = _tried(lambda: operation(world.engine.operating(**BY)))
    assert did == would
    event("refused" if isinstance(did, str) else did[1] or "can be taken back")
    if isinstance(did, str):
        assert everything(world, instance) == had
    elif not did[1]:
        world.engine.operating(**BY).undo(instance)
        assert plain(world, instance) == state
        assert rows(world, instance) == open_then


def _tried(operation: Any) -> Any:
    """What it changed, in sentences of no particular order, and why it is final; or the refusal."""
    try:
        effect = operation()
    except BudgetExceeded:  # Which of its limits is met first depends on the machine.
        return "BudgetExceeded"
    except PlumblineError as refused:
        return f"{type(refused).__name__}: {refused}"
    told = sorted((one.kind, one.element_id, one.sentence) for one in effect.consequences)
    return told, effect.final, effect.status
