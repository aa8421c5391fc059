"""Letters: written once, sent with their documents, and what a mail server may say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import tables
from engine.errors import MailDelayed, MailRefused, MailServerDown
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
    """Write to somebody, with a document."""
    document = services.store_document("a.txt", "text/plain", b"hello")
    for _ in range(2):
        write(services, [str(document)])


def letters(world: Callable[..., World]) -> World:
    told = world(tell)
    told.deploy(bundle(LETTER))
    told.start("letter", "A-7")
    return told


def failing(error: Exception) -> Callable[[object], str]:
    def say(mail: object) -> str:
        raise error

    return say


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
    told.post.says = failing(kind("451 later"))
    told.work()
    assert told.row(tables.Mail).state == "queued"
    told.post.says = lambda mail: "250 accepted"
    told.later(minutes=2)
    assert told.row(tables.Mail).state == "sent"


def test_a_server_that_is_down_uses_up_no_attempts(world: Callable[..., World]) -> None:
    told = letters(world)
    told.post.says = failing(MailServerDown("It cannot be reached."))
    for _ in range(3 * MAX_ATTEMPTS):
        told.later(minutes=2)
    assert told.row(tables.Job).attempts == 0
    incident = told.row(tables.Incident)
    assert (incident.kind, incident.state) == ("mail_server", "open")
    assert incident.sentence.startswith("It cannot be reached. Letters wait,")


def test_the_first_letter_that_goes_again_ends_the_trouble(world: Callable[..., World]) -> None:
    told = letters(world)
    told.post.says = failing(MailServerDown("It cannot be reached."))
    told.work()
    told.post.says = lambda mail: "250 accepted"
    told.later(minutes=2)
    incident = told.row(tables.Incident)
    assert (incident.state, incident.resolved_by) == ("resolved", "system")
    assert told.row(tables.Mail).state == "sent"


def test_who_put_the_server_right_need_not_wait(world: Callable[..., World]) -> None:
    told = letters(world)
    told.post.says = failing(MailServerDown("It cannot be reached."))
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
    told.post.says = failing(MailRefused("550 no such person"))
    told.work()
    assert told.row(tables.Mail).state == "refused"
    incident = told.row(tables.Incident)
    assert incident.kind == "mail"
    assert incident.sentence.startswith("Letter “notice” to maya: 550 no such person. Correct the")
    told.post.says = lambda mail: "250 accepted"
    told.engine.retry(incident.id, by="admin", reason="Address corrected")
    told.work()
    assert told.row(tables.Mail).state == "sent"
