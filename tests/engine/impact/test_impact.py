"""What a change means for running instances, before anything is deployed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from engine.bundle import Bundle
from engine.impact import ImpactReport, InstanceImpact, assess
from tests.diagrams import boundary, bundle, chain, diagram, end, start, user
from tests.world import NOON, World


def sub(id: str, *parts: str) -> str:
    return f'<subProcess id="{id}" name="{id.capitalize()}">{"".join(parts)}</subProcess>'


def call(id: str, process: str) -> str:
    return f'<callActivity id="{id}" name="{id.capitalize()}" calledElement="{process}"/>'


ASK = user("ask", assignee='"maya"')
INSIDE = (start("in"), user("weigh", assignee='"maya"'), end("out"), chain("in", "weigh", "out"))
FLOWS = chain("begin", "ask", "think", "answer", "more", "done") + chain("late", "told")
ANSWER = user("answer", assignee='"maya"')
LETTER = user("post", assignee='"maya"')


def letter(*, ask: str = ASK, late: str = "P10D", answer: str = ANSWER, flows: str = FLOWS) -> str:
    return diagram(
        "letter", start(), ask, boundary("late", "ask", late, ends=False), end("told"),
        sub("think", *INSIDE), answer, call("more", "posting"), end(), flows,
    )  # fmt: skip


def posting(post: str = LETTER) -> str:
    return diagram("posting", start(), post, end(), chain("begin", "post", "done"))


BEFORE = bundle(letter(), posting())


@pytest.fixture
def told(sqlite: Any) -> World:
    made = World(sqlite)
    made.deploy(BEFORE)
    return made


def at(told: World, *done: str) -> UUID:
    """An instance in which these user tasks are done."""
    instance = told.start("letter", "-".join(("L", *done)))
    for element in done:
        row = next(r for r in told.open() if r.element_id == element and r.instance_id == instance)
        told.engine.complete(row.id, {}, by="maya", seen=row.version)
    return instance


def looked_at(told: World, changed: Bundle) -> dict[UUID, InstanceImpact]:
    report = assess(told.engine.context, changed)
    assert ImpactReport.from_json(report.to_json()) == report
    return {one.instance_id: one for one in report.instances}


def test_what_lies_behind_is_unaffected_and_what_lies_ahead_is_named(told: World) -> None:
    first, second, third = at(told), at(told, "ask", "weigh"), at(told, "ask", "weigh", "answer")
    changed = bundle(letter(answer=user("answer", assignee='"noor"')), posting())
    found = looked_at(told, changed)
    assert [found[one].verdict for one in (first, second, third)] == [
        "follows",
        "follows",
        "unaffected",
    ]
    assert found[first].ahead == ("Answer",)


def test_called_processes_and_the_inside_of_sub_processes_lie_ahead_too(told: World) -> None:
    outside, within = at(told), at(told, "ask")
    found = looked_at(told, bundle(letter(), posting(user("post", assignee='"noor"'))))
    assert found[outside].ahead == found[within].ahead == ("Post",)


def test_an_armed_timer_keeps_its_date(told: World) -> None:
    instance, passed = at(told), at(told, "ask")
    found = looked_at(told, bundle(letter(late="P5D"), posting()))
    assert found[instance].verdict == "keeps_dates"
    [kept] = found[instance].dates
    assert (kept.element, kept.due) == ("late", NOON + timedelta(days=10))
    assert found[passed].verdict == "unaffected"


def test_an_element_that_is_gone_needs_a_decision_and_another_kind_cannot_be(told: World) -> None:
    here, elsewhere = at(told, "ask", "weigh"), at(told, "ask")
    gone = letter(
        answer=user("reply", assignee='"maya"'),
        flows=chain("begin", "ask", "think", "reply", "more", "done") + chain("late", "told"),
    )
    found = looked_at(told, bundle(gone, posting()))
    assert found[here].verdict == "decision"
    assert found[here].reasons[0] == "It is at “Answer”, which is not in the new version."
    assert (found[elsewhere].verdict, found[elsewhere].ahead) == ("follows", ("Reply", "Think"))
    other = letter(answer='<manualTask id="answer" name="Answer"/>')
    assert looked_at(told, bundle(other, posting()))[here].verdict == "cannot"


def test_three_numbers_stand_first(told: World) -> None:
    at(told)
    at(told, "ask", "weigh")
    at(told, "ask", "weigh", "answer")
    changed = bundle(letter(answer='<manualTask id="answer"/>'), posting())
    counts = assess(told.engine.context, changed).counts
    assert (counts.unaffected, counts.follow, counts.stuck) == (1, 1, 1)


def test_another_note_in_the_change_log_affects_nobody(told: World) -> None:
    instance = at(told)
    noted = Bundle({**BEFORE.files, "CHANGELOG.md": b"Nothing new."})
    assert looked_at(told, noted)[instance].verdict == "unaffected"


def test_instances_of_another_bundle_are_not_looked_at(told: World) -> None:
    at(told)
    other = diagram("other", start(), user("wait"), end(), chain("begin", "wait", "done"))
    assert looked_at(told, bundle(other, key="another")) == {}
