"""Links: from each throw straight to the one catch of the same name."""

from __future__ import annotations

import pytest

from .conftest import TestHost
from .drawing import Case, refused
from .happening import catch, inside, tell, throw
from .sketching import done, sketch


def test_a_link_goes_on_at_its_catch(host: TestHost) -> None:
    lines = ["user w", throw("t", "link far"), catch("c", "link far"), "user a"]
    story = tell(host, *lines, "s > w > t", "c > a > e").start().reload().submit("w")
    assert done(story) == ["w", "t", "c"]
    assert story.reload().names() == ["a"]


def test_several_throws_lead_to_one_catch(host: TestHost) -> None:
    throws = [throw("t", "link far"), throw("r", "link far")]
    lines = ["and x", *throws, catch("c", "link far"), "user a"]
    story = tell(host, *lines, "s > x > t", "x > r", "c > a > e").start().reload()
    assert story.names() == ["a", "a"]


def test_an_inclusive_join_knows_what_a_link_can_still_bring(host: TestHost) -> None:
    lines = ["and x", "user w", throw("t", "link far"), catch("c", "link far"), "or j", "user a"]
    flows = ["s > x > w > t", "x > j", "c > j", "j > a > e"]
    story = tell(host, *lines, *flows).start().reload()
    assert story.names() == ["w"]
    assert story.submit("w").reload().names() == ["a"]


REFUSED: dict[str, Case] = {
    "no target": (sketch(throw("t", "link far"), "s > t"), "t", "No link event here"),
    "no name": (
        sketch("<intermediateThrowEvent id='t'><linkEventDefinition/></intermediateThrowEvent>"
               .replace("'", '"'), "s > t"),
        "t",
        "no name",
    ),
    "two targets": (
        sketch(throw("t", "link far"), catch("c", "link far"), catch("d", "link far"),
               "s > t", "c > e", "d > e"),
        "t",
        "Several link events",
    ),
    "a target in another scope": (
        sketch(throw("t", "link far"), inside("u", catch("c", "link far")), "s > t", "s > u"),
        "t",
        "No link event here",
    ),
    "a flow beside the link": (
        sketch(throw("t", "link far"), catch("c", "link far"), "s > t > e", "c > e"),
        "t",
        "where the link itself leads",
    ),
    "a link among others": (
        sketch(throw("t", "link far", "signal G"), catch("c", "link far"), "s > t", "c > e"),
        "t",
        "stands with other definitions",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_link_that_leads_nowhere_certain_is_refused(case: str) -> None:
    assert refused(REFUSED[case])
