"""A diagram with mistakes is refused by name, or runs like any other."""

from __future__ import annotations

from hypothesis import event, given, note
from hypothesis import strategies as st

from .generator import diagrams
from .often import often
from .pages import Page
from .spoiling import SPOILT, spoil
from .walker import rests, understood, walked

mistakes = st.lists(
    st.tuples(st.sampled_from(sorted(SPOILT)), st.integers(0, 1000)), min_size=1, max_size=2
)


@often(120)
@given(diagrams(), mistakes, st.lists(st.integers(0, 1000), max_size=6))
def test_a_spoilt_diagram_is_refused_or_runs(
    pages: tuple[Page, Page | None], mistakes: list[tuple[str, int]], numbers: list[int]
) -> None:
    for kind, number in mistakes:
        spoil(pages[0], kind, number)
    definitions = understood(pages)
    event("runs" if definitions else "refused")
    for walk in walked(definitions, numbers) if definitions else ():
        note(walk.did)
        assert rests(walk)
