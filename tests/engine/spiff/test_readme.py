"""The table in the README speaks of every element there is, and says the truth about it."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine
from engine.spiff.building import CLASSES
from engine.spiff.drawing.reading import FLOW_NODES
from engine.spiff.gate.activities import UNSUPPORTED

README = (Path(engine.__path__[0]) / "README.md").read_text()
ROWS = [line.split("|") for line in README.splitlines() if line.startswith("| ")]


@pytest.mark.parametrize("kind", sorted(FLOW_NODES))
def test_each_element_has_a_row_that_says_whether_it_runs(kind: str) -> None:
    [row] = [row for row in ROWS if f"`{kind}`" in row[1]]
    runs = kind in CLASSES
    assert row[2].strip() in (("runs", "run") if runs else ("refused",))
    assert runs != (kind in UNSUPPORTED)
