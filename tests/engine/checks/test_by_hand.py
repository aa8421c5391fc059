"""Work of people outside the system, and scripts that do nothing, as the checks see them."""

from __future__ import annotations

from typing import Any

import pytest

from engine.bundle import Bundle
from engine.checks import check
from engine.registry import Registry

from ..spiff.drawing import HEAD, line

CASES = {
    "nobody does it": ('<manualTask id="t" name="Post it"/>', "error", "Nobody is asked"),
    "nobody knows what": ('<manualTask id="t"/>', "error", "no name"),
    "nothing happens": ('<scriptTask id="t" name="Sum"/>', "warning", "no script"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_said_at_the_element(case: str) -> None:
    drawn, level, words = CASES[case]
    content = f"{HEAD}{line(drawn)}</definitions>".encode()
    found: list[Any] = check(Bundle({"bundle.toml": b'key = "k"', "a.bpmn": content}), Registry())
    told = [f for f in found if f.element == "t" and words in f.sentence]
    assert [f.level for f in told] == [level]
    assert told[0].remedy
