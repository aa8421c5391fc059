"""What can be compensated goes along when an instance is carried over to another version."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import OperationRefused
from engine.spiff import carry, judge

from .conftest import Story, TestHost
from .undoing import definitions, inside, note, row, throw, undo, user


def paying(activity: str = "pay", handled: bool = True) -> Any:
    """Something that can be undone, inside a sub-process and after it, then a decision."""
    within = inside("sub", row(note("in"), prefix="i"), undo("in") if handled else "")
    parts = row(within, note(activity), user("w"), throw())
    return definitions(parts, undo(activity) if handled else "")


@pytest.fixture
def paid(host: TestHost) -> Story:
    return Story(paying(), "p", host).start(trail=[])


def test_what_has_another_id_now_is_compensated_all_the_same(paid: Story) -> None:
    paid.definitions = paying("settle")
    names = {"pay": "settle"}
    assert judge(paid.execution, paid.definitions, names).obstacles == ()
    paid.execution = carry(paid.execution, paid.definitions, names, paid.host)
    paid.execution.run()
    paid.reload().submit("w")
    assert paid.variables["trail"] == ["in", "pay", "un_settle", "un_in"]
    assert paid.outcome == "completed"


def test_what_cannot_be_compensated_any_more_stands_in_the_way(paid: Story) -> None:
    without = paying(handled=False)
    found = judge(paid.execution, without, {}).obstacles
    assert [words.split("”")[0] for words in found] == ["“in", "“pay"]
    with pytest.raises(OperationRefused, match="may be compensated"):
        carry(paid.execution, without, {}, paid.host)
