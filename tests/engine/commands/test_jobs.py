"""Jobs: handlers after commit, their failures, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from engine import tables
from engine.errors import BpmnError, HandlerFailed, Permanent
from engine.jobs import BACK_OFF, MAX_ATTEMPTS
from tests.diagrams import boundary, bundle, chain, end, user
from tests.engine.commands.slow_job import SLOW, renderer, slow
from tests.world import World


def test_a_slow_handler_runs_after_commit_and_its_outputs_go_on(
    world: Callable[..., World],
) -> None:
    told = slow(world)
    assert told.open() == []
    assert told.work() == 1
    assert told.task("look").details["context"] == {"pages": 2}
    assert told.row(tables.Job).state == "done"


def test_a_failing_job_is_tried_again_and_again_and_then_seen_by_a_person(
    world: Callable[..., World],
) -> None:
    told = slow(world, *[HandlerFailed("The printer is on fire.")] * MAX_ATTEMPTS)
    told.work()
    for pause in BACK_OFF:
        job = told.row(tables.Job)
        assert job.state == "ready"
        assert timedelta() < job.due_at - told.clock.now() <= pause * 1.2
        told.later(seconds=pause.total_seconds() * 1.2)
    job, incident = told.row(tables.Job), told.row(tables.Incident)
    assert (job.state, job.attempts) == ("incident", MAX_ATTEMPTS)
    assert (incident.element_id, incident.sentence) == ("render", "The printer is on fire.")
    assert told.engine.retry(incident.id, by="admin", reason="The fire is out")
    told.work()
    assert told.task("look")
    assert told.row(tables.Incident).state == "resolved"


def test_what_cannot_succeed_is_an_incident_at_once(world: Callable[..., World]) -> None:
    told = slow(world, Permanent("There is no such template."))
    told.work()
    assert told.row(tables.Incident).sentence == "There is no such template."


def test_an_unforeseen_failure_is_named_without_its_words(world: Callable[..., World]) -> None:
    told = slow(world, ValueError("the child's name"))
    told.work()
    job = told.row(tables.Job)
    assert job.state == "ready"
    assert job.last_error == "documents.render failed with ValueError."


def test_a_handlers_business_error_takes_the_way_drawn_for_it(
    world: Callable[..., World],
) -> None:
    caught = SLOW.replace(
        "</process>",
        '<boundaryEvent id="bad" attachedToRef="render">'
        '<errorEventDefinition errorRef="e_bad"/></boundaryEvent>'
        + user("mend", assignee='"maya"')
        + end("mended")
        + chain("bad", "mend", "mended")
        + "</process>",
    ).replace("<process ", '<error id="e_bad" errorCode="bad"/><process ', 1)
    told = world(renderer(BpmnError("bad")))
    told.deploy(bundle(caught))
    told.start("slow", stage=1)
    told.work()
    assert [row.element_id for row in told.open()] == ["mend"]


def test_a_job_of_an_activity_that_a_timer_ended_is_cancelled(
    world: Callable[..., World],
) -> None:
    hurried = SLOW.replace(
        "</process>",
        boundary("late", "render", "PT1H")
        + end("given_up")
        + chain("late", "given_up")
        + "</process>",
    )
    told = world(renderer(Permanent("Never.")))
    told.deploy(bundle(hurried))
    instance = told.start("slow", stage=1)
    told.work()
    assert told.row(tables.Incident).state == "open"
    told.later(hours=2)
    assert told.status(instance) == "completed"
    assert told.row(tables.Incident).state == "resolved"
    assert told.row(tables.Job, kind="service").state == "cancelled"
