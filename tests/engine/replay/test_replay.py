"""Instances that are over, run again on a change: what would have become of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from engine.bundle import Bundle
from engine.registry import handler
from engine.replay import Recorded, Report, recorded_between, replay
from engine.services import Services
from tests.diagrams import boundary, bundle, chain, diagram, end, service, start, user
from tests.world import NOON, World

RESULTS = "{ marks: answers.marks }"


@handler("test/compare", outputs=("gap",))
def compare(services: Services, *, marks: object) -> Mapping[str, object]:
    """How far two marks are apart: here, how high the first is."""
    return {"gap": marks}


def gateway(id: str, yes: str, condition: str, no: str) -> str:
    text = f"<conditionExpression>{condition}</conditionExpression>"
    return (
        f'<exclusiveGateway id="{id}" name="{id}" default="{id}_no"/>'
        f'<sequenceFlow id="{id}_yes" sourceRef="{id}" targetRef="{yes}">{text}</sequenceFlow>'
        f'<sequenceFlow id="{id}_no" sourceRef="{id}" targetRef="{no}"/>'
    )


def essay(
    limit: int = 8,
    every: str = "P10D",
    results: str = RESULTS,
    marks: str = "marks",
    more: str = "",
) -> str:
    between = ("approve",) if more else ()
    return diagram(
        "essay", start(), user("mark", assignee='"maya"', results=results),
        boundary("late", "mark", f"R/{every}", kind="timeCycle", ends=False),
        service("remind", "test/none"), end("reminded"), chain("late", "remind", "reminded"),
        service("compare", "test/compare", result="found", marks=marks), more,
        gateway("apart", "talk", f"found.gap &gt;= {limit}", "publish"),
        user("talk", assignee='"maya"', results="{ agreed: answers.agreed }"),
        user("publish", assignee='"maya"'), end(),
        chain("begin", "mark", *between, "compare", "apart"),
        chain("talk", "publish", "done"),
    ).replace('name="Remind"', 'name="Send a reminder"')  # fmt: skip


@handler("test/none")
def none(services: Services) -> None:
    """Does nothing."""


def of(text: str) -> Bundle:
    return bundle(text)


LIVE = of(essay())


@pytest.fixture
def told(sqlite: Any) -> World:
    made = World(sqlite, compare, none)
    made.deploy(LIVE)
    return made


def lived(told: World, name: str, marks: int, after_days: int = 1) -> None:
    """An instance from its beginning to its end."""
    told.start("essay", name)
    for _ in range(after_days):
        told.later(days=1)
    told.submit("mark", marks=marks)
    if marks >= 8:
        told.submit("talk", agreed="yes")
    told.later(hours=1)
    told.submit("publish")


def again(told: World, change: Bundle) -> Report:
    until = told.clock.now() + timedelta(days=1)
    with told.database.read() as session:
        found = [one for _, one in recorded_between(session, "main", "test", NOON, until)]
    kept = [Recorded.from_json(one.to_json()) for one in found]
    assert kept == found
    return replay(LIVE, change, kept)


def test_on_the_same_version_everything_goes_as_it_went(told: World) -> None:
    lived(told, "E-1", 9)
    lived(told, "E-2", 3, after_days=12)
    found = again(told, LIVE)
    assert (found["total"], found["same"], found["told"], found["stops"]) == (2, 2, [], [])


def test_what_would_have_gone_another_way_is_counted_and_what_then_is_unknown(told: World) -> None:
    for name, marks in (("E-1", 9), ("E-2", 6), ("E-3", 5), ("E-4", 2)):
        lived(told, name, marks)
    found = again(told, of(essay(limit=5)))
    assert found["told"][0]["sentence"] == "3 would have come to “Talk” instead of 1."
    assert found["told"][0]["gained"] == ["E-2", "E-3"]
    assert (found["same"], found["different"], found["unknown"]) == (2, 2, 2)
    [stop] = found["stops"]
    assert (stop["name"], stop["why"], stop["count"]) == ("Talk", "No answer is recorded.", 2)
    verdicts = {one["reference"]: one["verdict"] for one in found["instances"]}
    assert verdicts == {"E-1": "same", "E-2": "different", "E-3": "different", "E-4": "same"}


def test_what_would_no_longer_be_asked_is_told_as_well(told: World) -> None:
    lived(told, "E-1", 9)
    found = again(told, of(essay(limit=10)))
    assert found["told"][0]["sentence"] == "0 would have come to “Talk” instead of 1."
    assert found["unknown"] == 0


def test_reminders_are_counted_by_the_clock_of_the_change(told: World) -> None:
    lived(told, "E-1", 3, after_days=12)
    found = again(told, of(essay(every="P5D")))
    said = [one["sentence"] for one in found["told"]]
    assert "“Send a reminder” would have happened 2 times instead of 1." in said


def test_results_that_are_written_in_another_way_are_not_guessed(told: World) -> None:
    lived(told, "E-1", 9)
    found = again(told, of(essay(results="{ marks: answers.marks + answers.bonus }")))
    assert (found["same"], found["unknown"], found["told"]) == (0, 1, [])
    assert found["stops"][0]["why"] == "What it leaves in the process is written in another way."


def test_a_service_that_is_given_something_else_gives_nothing_known(told: World) -> None:
    lived(told, "E-1", 9)
    found = again(told, of(essay(marks="marks * 2")))
    assert found["stops"][0]["name"] == "Compare"
    assert found["told"] == []


def test_a_new_step_has_no_answer_and_all_behind_it_is_unknown(told: World) -> None:
    lived(told, "E-1", 9)
    approve = user("approve", assignee='"noor"')
    found = again(told, of(essay(more=approve)))
    assert [one["sentence"] for one in found["told"]] == [
        "1 would have come to “Approve” instead of 0."
    ]
    assert found["stops"][0]["name"] == "Approve"


def test_what_was_changed_by_hand_is_not_run_again(told: World) -> None:
    told.start("essay", "E-1")
    task = told.task("mark")
    operating = told.engine.operating(by="admin", reason="A mark was lost")
    operating.change_variables(task.instance_id, {"bonus": 1})
    told.submit("mark", marks=2)
    told.submit("publish")
    found = again(told, LIVE)
    assert found["hindered"] == [("E-1", "It was changed by hand while it ran.")]
