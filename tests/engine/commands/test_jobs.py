"""Jobs: handlers after commit, their failures, leases, and letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from engine import tables
from engine.commands import claim_jobs
from engine.errors import (
    BpmnError,
    HandlerFailed,
    MailDelayed,
    MailRefused,
    MailServerDown,
    Permanent,
)
from engine.jobs import BACK_OFF, MAX_ATTEMPTS
from engine.registry import handler
from engine.services import Services
from tests.diagrams import boundary, bundle, chain, diagram, end, service, start, user
from tests.world import World

SLOW = diagram(
    "slow",
    start(),
    service("render", "documents.render", "made", stage="stage"),
    user("look", assignee='"maya"', context="{ pages: made.pages }"),
    end(),
    chain("begin", "render", "look", "done"),
)
LETTER = diagram(
    "letter", start(), service("tell", "letters.tell"), end(), chain("begin", "tell", "done")
)


def renderer(*failures: Exception) -> Any:
    """A handler of mode "job" that first fails in these ways."""
    left = list(failures)

    @handler("documents.render", outputs=("pages",), mode="job")
    def render(services: Services, *, stage: int) -> dict[str, object]:
        """Make a document."""
        if left:
            raise left.pop(0)
        services.store_document("form.pdf", "application/pdf", b"%PDF")
        return {"pages": stage + 1}

    return render


@handler("letters.tell", outputs=())
def tell(services: Services) -> None:
    """Write to somebody, with a document."""
    document = services.store_document("a.txt", "text/plain", b"hello")
    for _ in range(2):
        services.queue_mail(
            letter="notice",
            recipient="maya",
            address="maya@example.org",
            subject="Notice",
            body="Read this.",
            reason="You are the auditor.",
            attachments=[str(document)],
        )


def slow(world: Callable[..., World], *failures: Exception) -> World:
    told = world(renderer(*failures))
    told.deploy(bundle(SLOW))
    told.start("slow", stage=1)
    return told


def letters(world: Callable[..., World]) -> World:
    told = world(tell)
    told.deploy(bundle(LETTER))
    told.start("letter", "A-7")
    return told


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


def test_work_that_is_no_longer_needed_is_dropped_without_a_trace(
    world: Callable[..., World],
) -> None:
    told = slow(world)
    instance = told.row(tables.ProcessInstance).id
    [claimed] = told.engine.claim_due("slow", 1)
    told.engine.cancel(instance, by="admin", reason="Begun by mistake")
    assert told.engine.run_claimed(claimed) is None
    assert told.status(instance) == "cancelled"
    assert told.row(tables.Job).state == "cancelled"
    assert told.rows(tables.Document) == []


def test_a_worker_whose_lease_ran_out_changes_nothing(world: Callable[..., World]) -> None:
    told = slow(world)
    [first] = told.engine.claim_due("slow", 1)
    told.clock.move_to(told.clock.now() + timedelta(hours=1))
    assert told.engine.sweep() == 1
    [second] = told.engine.claim_due("slow", 1)
    assert second.attempt == 2
    told.engine.run_claimed(second)
    told.engine.run_claimed(first)
    assert len(told.rows(tables.UserTask)) == 1
    assert told.row(tables.Job).state == "done"


def test_a_job_its_process_dies_of_each_time_is_an_incident(world: Callable[..., World]) -> None:
    told = slow(world)
    for _ in range(MAX_ATTEMPTS):
        assert len(told.engine.claim_due("slow", 1)) == 1
        assert told.engine.void_leases() == 1
    assert told.engine.claim_due("slow", 1) == []
    assert "the process died at it each time" in told.row(tables.Incident).sentence


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


def test_a_letter_is_written_once_and_sent_with_its_document(
    world: Callable[..., World],
) -> None:
    told = letters(world)
    queued = told.row(tables.Mail)
    assert (queued.state, queued.business_key) == ("queued", "A-7")
    told.work()
    [mail] = told.post.letters
    assert mail.message_id == f"<{queued.id}@plumbline.invalid>"
    assert [(a.name, a.content) for a in mail.attachments] == [("a.txt", b"hello")]
    sent = told.row(tables.Mail)
    assert (sent.state, sent.answer, sent.sent_at) == ("sent", "250 accepted", told.clock.now())


def test_kept_letters_are_kept(world: Callable[..., World]) -> None:
    told = letters(world)
    told.post.says = lambda mail: "kept"
    told.work()
    assert told.row(tables.Mail).state == "kept"


@pytest.mark.parametrize("kind", [MailDelayed, ConnectionRefusedError])
def test_a_letter_that_cannot_go_now_goes_later_with_the_same_id(
    world: Callable[..., World], kind: type[Exception]
) -> None:
    told = letters(world)
    told.post.says = _fails(kind("451 later"))
    told.work()
    assert told.row(tables.Mail).state == "queued"
    told.post.says = lambda mail: "250 accepted"
    told.later(minutes=2)
    assert told.row(tables.Mail).state == "sent"


def test_a_server_that_is_down_uses_up_no_attempts(world: Callable[..., World]) -> None:
    told = letters(world)
    told.post.says = _fails(MailServerDown("It cannot be reached."))
    for _ in range(3 * MAX_ATTEMPTS):
        told.later(minutes=2)
    assert told.row(tables.Job).attempts == 0
    incident = told.row(tables.Incident)
    assert (incident.kind, incident.state) == ("mail_server", "open")
    assert incident.sentence.startswith("It cannot be reached. Letters wait,")


def test_the_first_letter_that_goes_again_ends_the_trouble(world: Callable[..., World]) -> None:
    told = letters(world)
    told.post.says = _fails(MailServerDown("It cannot be reached."))
    told.work()
    told.post.says = lambda mail: "250 accepted"
    told.later(minutes=2)
    incident = told.row(tables.Incident)
    assert (incident.state, incident.resolved_by) == ("resolved", "system")
    assert told.row(tables.Mail).state == "sent"


def test_who_put_the_server_right_need_not_wait(world: Callable[..., World]) -> None:
    told = letters(world)
    told.post.says = _fails(MailServerDown("It cannot be reached."))
    told.work()
    told.post.says = lambda mail: "250 accepted"
    told.engine.retry(told.row(tables.Incident).id, by="admin", reason="Put right")
    told.work()
    assert told.row(tables.Mail).state == "sent"


def test_a_letter_goes_where_its_reader_is_reached_today(world: Callable[..., World]) -> None:
    told = letters(world)
    object.__setattr__(told.engine.context, "address_of", lambda person: f"{person}@new.org")
    told.work()
    assert [mail.address for mail in told.post.letters] == ["maya@new.org"]
    assert told.row(tables.Mail).address == "maya@new.org", "who got what is kept as it was sent"


def test_a_letter_that_is_refused_for_good_is_an_incident(world: Callable[..., World]) -> None:
    told = letters(world)
    told.post.says = _fails(MailRefused("550 no such person"))
    told.work()
    assert told.row(tables.Mail).state == "failed"
    incident = told.row(tables.Incident)
    assert incident.kind == "mail"
    assert incident.sentence.startswith("Letter “notice” to maya: 550 no such person. Correct the")
    told.post.says = lambda mail: "250 accepted"
    told.engine.retry(incident.id, by="admin", reason="Address corrected")
    told.work()
    assert told.row(tables.Mail).state == "sent"


def test_claiming_is_in_due_order_and_leaves_the_rest(world: Callable[..., World]) -> None:
    told = slow(world)
    told.clock.move_to(told.clock.now() + timedelta(minutes=1))
    told.start("slow", stage=2)
    first, second = sorted(told.rows(tables.Job), key=lambda job: job.due_at)
    [claimed] = claim_jobs.claim_due(told.engine.context, "slow", 1)
    assert claimed.id == first.id
    assert told.engine.run_job(first.id) is None
    told.engine.release([claimed])
    assert told.row(tables.Job, id=first.id).attempts == 0
    assert told.row(tables.Job, id=second.id).state == "ready"


def _fails(error: Exception) -> Callable[[object], str]:
    def say(mail: object) -> str:
        raise error

    return say
