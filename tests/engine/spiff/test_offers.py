"""Messages that people may send: offered while it makes sense, to those it concerns."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import AlreadyDone, PlumblineError
from engine.model import Offer


def offered(told: Any) -> dict[str, Offer]:
    waits = told.execution.waits().messages.values()
    return {wait.element_id: wait.offer for wait in waits if wait.offer}


def take(told: Any, element: str, **answers: Any) -> None:
    waits = told.execution.waits().messages.values()
    [id] = [wait.task_id for wait in waits if wait.element_id == element]
    extra = {"answers": answers, "submission": "s-1", "by": "amy", "at": told.host.now}
    told.execution.take_offer(id, extra)
    told.execution.run()


def test_a_waiting_message_says_what_it_offers_and_to_whom(story: Any) -> None:
    told = story("offering").start(case="C-1", boss="amy").reload()
    assert offered(told) == {
        "go_on": Offer("Go on", "Nobody waits any longer.", ("amy",), None, "reason", 0),
        "came": Offer("Stop", "", (), "managers", None, 0),
    }


def test_the_message_carries_who_when_and_what_the_diagram_keeps(story: Any) -> None:
    told = story("offering").start(case="C-1", boss=["amy", "ben", "amy"])
    assert offered(told)["go_on"].people == ("amy", "ben")
    take(told, "go_on", reason="away", note="not for the process")
    assert told.variables["went"] == "away"
    assert told.variables["word"] == {
        "by": "amy", "at": told.host.now, "submission": "s-1", "reason": "away",
    }  # fmt: skip


def test_an_offer_ends_when_it_is_for_nobody_any_more(story: Any) -> None:
    told = story("offering").start(case="C-1", boss="amy")
    take(told, "go_on", reason="away")
    assert set(offered(told.reload())) == {"came"}
    assert told.names() == ["work"]
    assert story("offering").start(case="C-1", boss=None).reload().names() == ["work"]


def test_what_may_be_taken_again_counts_how_often_it_was(story: Any) -> None:
    told = story("offering").start(case="C-1", boss="amy")
    take(told, "go_on", reason=None)
    assert offered(told.reload())["go_on"].taken == 1
    take(told, "go_on", reason=None)
    assert offered(told.reload())["go_on"].taken == 2


def test_nothing_changes_when_the_message_may_not_be_kept(story: Any) -> None:
    told = story("offering").start(case="C-1", boss="amy")
    with pytest.raises(PlumblineError):
        take(told, "go_on", reason={"typename": "datetime"})
    assert set(offered(told)) == {"go_on", "came"}


def test_only_what_is_offered_can_be_taken(story: Any) -> None:
    told = story("receiving").start(case=7)
    with pytest.raises(AlreadyDone):
        take(told, "paper")


def test_an_offer_to_something_else_than_people_is_a_problem_at_the_event(story: Any) -> None:
    told = story("offering").start(case="C-1", boss=7)
    assert told.problem().element_id == "go_on"
    assert "offeredTo must be" in told.problem().sentence
