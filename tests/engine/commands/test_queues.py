"""What an administrator does with letters, jobs and queues."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import tables
from engine.commands.resend import letter_and_job, standing
from engine.errors import (
    AlreadyDone,
    MailDelayed,
    MailRefused,
    OperationRefused,
    OutOfDate,
)
from engine.jobs import MAX_ATTEMPTS
from engine.registry import handler
from engine.services import Services
from tests.diagrams import bundle, chain, diagram, end, service, start
from tests.letters import write
from tests.world import World

LETTER = diagram(
    "letter", start(), service("tell", "letters.tell"), end(), chain("begin", "tell", "done")
)


@handler("letters.tell", outputs=())
def tell(services: Services) -> None:
    """Write to somebody."""
    write(services, [])


@pytest.fixture
def told(world: Callable[..., World]) -> World:
    """A letter is written; nothing has been sent."""
    made = world(tell)
    made.deploy(bundle(LETTER))
    made.start("letter", "A-7")
    return made


def failing(error: Exception) -> Callable[[object], str]:
    def say(mail: object) -> str:
        raise error

    return say


def seen(told: World) -> str:
    """What a page would have shown of the first letter."""
    with told.database.read() as session:
        mail = min(session.query(tables.Mail), key=lambda one: one.created_at)
        return standing(*letter_and_job(session, mail.tenant_id, mail.id))


def queues(told: World, reason: str = "Put right"):
    return told.engine.queueing(by="admin", reason=reason)


def test_a_stopped_queue_keeps_its_letters_and_timers_go_on(told: World) -> None:
    queues(told).pause("mail")
    told.later(minutes=20)
    assert told.row(tables.Mail).state == "queued"
    assert told.engine.first_due() == {}
    assert told.engine.claim_due("mail", 5) == []
    with pytest.raises(AlreadyDone) as already:
        queues(told).pause("mail")
    assert already.value.by == "admin"
    queues(told).go_on("mail")
    told.work()
    assert told.row(tables.Mail).state == "sent"


def test_a_letter_that_nobody_could_take_for_days_was_given_up_not_refused(told: World) -> None:
    told.post.says = failing(MailDelayed("451 later"))
    for _ in range(MAX_ATTEMPTS):
        told.later(days=2)
    assert told.row(tables.Mail).state == "gave_up"
    told.post.says = lambda mail: "250 accepted"
    queues(told).resend(told.row(tables.Mail).id, seen=seen(told))
    told.work()
    assert told.row(tables.Mail).state == "sent"
    assert told.row(tables.Incident).state == "resolved"


def test_a_refused_letter_goes_again_under_its_own_number(told: World) -> None:
    told.post.says = failing(MailRefused("550 no such person"))
    told.work()
    number = told.row(tables.Mail).message_id
    told.post.says = lambda mail: "250 accepted"
    queues(told).resend(told.row(tables.Mail).id, seen=seen(told))
    told.work()
    assert [mail.message_id for mail in told.post.letters] == [number]


def test_a_letter_that_went_goes_a_second_time_as_a_copy(told: World) -> None:
    told.work()
    first = told.row(tables.Mail)
    copy = queues(told).resend(first.id, seen=seen(told))
    told.later(minutes=1)
    assert copy != first.id
    one, two = told.post.letters
    assert (one.body, one.address) == (two.body, two.address)
    assert one.message_id != two.message_id, "the mail server must not take it for a repetition"


def test_two_administrators_at_once_and_the_letter_goes_once(told: World) -> None:
    told.post.says = failing(MailDelayed("451 later"))
    told.work()
    page = seen(told)
    told.post.says = lambda mail: "250 accepted"
    queues(told).resend(told.row(tables.Mail).id, seen=page)
    told.work()
    with pytest.raises(OutOfDate):
        queues(told).resend(told.row(tables.Mail).id, seen=page)
    assert len(told.post.letters) == 1


def test_what_cannot_be_sent_again_says_why(told: World) -> None:
    letter = told.row(tables.Mail).id
    with pytest.raises(OperationRefused, match="waits for its first attempt"):
        queues(told).resend(letter, seen=seen(told))
    with pytest.raises(OperationRefused, match="A reason is needed"):
        queues(told, " ").resend(letter, seen=seen(told))


def test_a_job_that_failed_is_tried_at_once(told: World) -> None:
    told.post.says = failing(MailDelayed("451 later"))
    told.work()
    job = told.row(tables.Job)
    told.post.says = lambda mail: "250 accepted"
    with pytest.raises(OutOfDate):
        queues(told).hurry(job.id, seen=0)
    queues(told).hurry(job.id, seen=1)
    told.work()
    assert told.row(tables.Mail).state == "sent"
