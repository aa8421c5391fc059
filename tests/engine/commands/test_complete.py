"""Submitting a user task: the process moves on, one person wins, and no words are lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import queries, tables
from engine.database import Database
from engine.errors import AlreadyDone, NotAllowed, OutOfDate
from tests.diagrams import boundary, bundle, chain, diagram, end, script, start, user
from tests.world import NOON, World

TWO = diagram(
    "two",
    start(),
    user("ask", assignee='"maya"', results="{ sum: answers.n + 1 }", context="{ day: today() }"),
    user("check", candidateGroup="managers", due='date("2026-12-10")'),
    end(),
    chain("begin", "ask", "check", "done"),
)


@pytest.fixture
def two(world: Callable[..., World]) -> World:
    made = world()
    made.deploy(bundle(TWO))
    return made


def test_the_process_goes_from_person_to_person_to_its_end(two: World) -> None:
    instance = two.start("two", "A-1")
    first = two.submit("ask", n=2, note="long words")
    assert (first.instance_status, first.incident) == ("active", False)
    check = two.task("check")
    assert (check.candidate_group, check.business_key) == ("managers", "A-1")
    assert check.due_at is not None
    assert check.due_at.date().isoformat() == "2026-12-10"
    assert two.submit("check", by="noor").instance_status == "completed"
    assert two.status(instance) == "completed"
    assert ("completed", "ask", "maya") in two.told(instance)
    assert two.told(instance)[-1] == ("ended", None, "system")


def test_the_answers_are_in_the_submission_and_not_in_the_state(two: World) -> None:
    instance = two.start("two")
    done = two.submit("ask", n=2, note="the child said so")
    submission = two.row(tables.Submission, id=done.submission_id)
    assert submission.answers == {"n": 2, "note": "the child said so"}
    assert (submission.by, submission.at) == ("maya", NOON)
    deployed = two.engine.deployed(submission.deployment_id)
    state = two.row(tables.ProcessInstance, id=instance).state
    assert b"child" not in __import__("zlib").decompress(state)
    assert deployed.bundle.key == "test"


def test_a_double_submit_says_you_have_finished_it(two: World) -> None:
    two.start("two")
    row = two.task("ask")
    two.engine.complete(row.id, {"n": 1}, by="maya", seen=row.version)
    with pytest.raises(AlreadyDone, match="You have finished this already") as again:
        two.engine.complete(row.id, {"n": 1}, by="maya", seen=row.version)
    assert (again.value.by, again.value.at) == ("maya", NOON)
    assert len(two.rows(tables.Submission)) == 1


def test_the_loser_hears_who_was_first_and_keeps_the_words(two: World, database: Database) -> None:
    two.start("two")
    two.submit("ask", n=1)
    row = two.task("check")
    two.engine.complete(row.id, {}, by="maya", seen=row.version)
    with pytest.raises(AlreadyDone, match="Somebody else has finished") as lost:
        two.engine.complete(row.id, {"note": "mine"}, by="noor", seen=row.version)
    assert lost.value.by == "maya"
    with database.read() as session:
        kept = queries.draft(session, "main", row.id, "noor")
    assert kept is not None
    assert kept.answers == {"note": "mine"}
    two.engine.discard_draft(row.id, by="noor")
    assert two.rows(tables.Draft) == []


def test_a_stranger_is_refused_and_nothing_of_theirs_is_kept(two: World) -> None:
    two.start("two")
    row = two.task("ask")
    with pytest.raises(NotAllowed):
        two.engine.complete(row.id, {"n": 1}, by="omar", seen=row.version)
    with pytest.raises(NotAllowed):
        two.engine.save_draft(row.id, {"n": 1}, {}, by="omar")
    assert two.rows(tables.Draft) == []


def test_a_page_from_before_a_change_is_out_of_date_and_its_words_are_kept(two: World) -> None:
    two.start("two")
    two.submit("ask", n=1)
    row = two.task("check")
    two.engine.claim(row.id, by="noor")
    with pytest.raises(OutOfDate):
        two.engine.complete(row.id, {"note": "mine"}, by="noor", seen=row.version)
    assert two.row(tables.Draft).answers == {"note": "mine"}
    assert two.submit("check", by="noor").instance_status == "completed"
    assert two.rows(tables.Draft) == []


def test_what_the_process_no_longer_needs_is_said_to_be_gone(world: Callable[..., World]) -> None:
    late = diagram(
        "late",
        start(),
        user("answer", assignee='"maya"'),
        boundary("over", "answer", "P10D"),
        user("chase", assignee='"noor"'),
        end("answered"),
        end("chased"),
        chain("begin", "answer", "answered"),
        chain("over", "chase", "chased"),
    )
    told = world()
    told.deploy(bundle(late))
    told.start("late")
    row = told.task("answer")
    assert told.later(days=11) == 1
    with pytest.raises(AlreadyDone, match="no longer needed"):
        told.engine.complete(row.id, {"words": "kept"}, by="maya", seen=row.version)
    assert told.row(tables.Draft).answers == {"words": "kept"}
    assert [row.element_id for row in told.open()] == ["chase"]


def test_results_that_fail_keep_the_answers_until_a_retry(two: World) -> None:
    two.start("two")
    held = two.submit("ask", n="not a number")
    assert held.incident
    incident = two.row(tables.Incident, state="open")
    assert (incident.element_id, incident.kind) == ("ask", "expression")
    assert two.open() == []
    assert not two.engine.retry(incident.id, by="admin", reason="Look again")
    assert two.row(tables.Incident, state="open").occurrences == 2
    assert two.row(tables.Submission).answers == {"n": "not a number"}


def test_a_loop_without_end_is_rolled_back_and_the_answers_wait_for_a_retry(
    world: Callable[..., World],
) -> None:
    loop = diagram(
        "loop",
        start(),
        user("ask", assignee='"maya"'),
        '<exclusiveGateway id="again"/><exclusiveGateway id="enough" default="enough__again"/>',
        script("spin", "{ turns: turns + 1 }"),
        end(),
        chain("begin", "ask", "again", "spin", "enough", "again"),
        '<sequenceFlow id="out" sourceRef="enough" targetRef="done">'
        "<conditionExpression>turns &lt; 0</conditionExpression></sequenceFlow>",
    )
    told = world()
    told.deploy(bundle(loop))
    instance = told.start("loop", turns=0)
    assert told.submit("ask", words="mine").incident
    incident = told.row(tables.Incident, state="open")
    assert (incident.kind, incident.element_id) == ("budget", "ask")
    assert "spin" in incident.sentence
    assert told.row(tables.Submission).answers == {"words": "mine"}
    assert told.open() == []
    assert not told.engine.retry(incident.id, by="admin", reason="Once more")
    assert told.status(instance) == "active"
    assert told.row(tables.Incident, state="open").occurrences == 2
