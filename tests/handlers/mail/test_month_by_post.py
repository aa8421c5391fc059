"""The letters of a month, read back from a real server."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from engine import tables
from engine.worker import run_due
from handlers.mail.kept import KeptSender
from handlers.settings import Settings
from handlers.tables import Audit
from tests.handlers.office import Office

Make = Callable[..., Any]
ADDRESS = "https://audits.example.org"


def text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_every_letter_arrives_and_only_the_auditors_lead_in(
    start: Make, sender: Make, office: Make
) -> None:
    post = start()
    send = sender(post.port)
    here: Office = office(address=ADDRESS, demo=False, tls_verified=True, send_mail=send)
    here.start()
    send.close()

    written = here.rows(tables.Mail)
    assert len(post.letters) == len(written) > 0
    assert {mail.state for mail in written} == {"sent"}
    assert all("4711" in mail.answer for mail in written)
    addresses = {mail.message_id: mail.address for mail in written}
    assert {one["Message-ID"]: one["To"] for one in post.letters} == addresses

    copies = [one for one in post.letters if "you are the peer reviewer" in one["Subject"]]
    assert len(copies) == len(here.rows(Audit))
    assert all(ADDRESS not in text(one) for one in copies)
    issued = [one for one in post.letters if "please audit by" in one["Subject"]]
    assert all(f"{ADDRESS}/tasks" in text(one) for one in issued)


def test_while_the_server_is_down_letters_wait_and_then_go(
    start: Make, sender: Make, office: Make
) -> None:
    here: Office = office(send_mail=sender(1))
    here.start()
    assert {mail.state for mail in here.rows(tables.Mail)} <= {"queued", "sending"}
    assert [one.kind for one in here.rows(tables.Incident)] == ["mail_server"], "one for all"

    post = start()
    object.__setattr__(here.engine.context, "send_mail", sender(post.port))
    here.engine.clock.move_to(here.engine.clock.now().replace(hour=12))
    run_due(here.engine)
    assert {mail.state for mail in here.rows(tables.Mail)} == {"sent"}
    assert len(post.letters) == len(here.rows(tables.Mail))


def test_the_demonstration_keeps_letters_to_be_read(office: Make) -> None:
    here: Office = office(send_mail=KeptSender(Settings(demo=True)))
    here.start()
    assert {mail.state for mail in here.rows(tables.Mail)} == {"kept"}


def test_a_domain_that_is_not_allowed_is_an_incident(office: Make) -> None:
    refusing = KeptSender(Settings(demo=True, allowed_domains=frozenset({"council.uk"})))
    here: Office = office(send_mail=refusing)
    here.start()
    sentences = {one.sentence.partition(": ")[2] for one in here.rows(tables.Incident)}
    said = "Letters may not go to addresses at example.org: it is not allowed. "
    assert {one.partition("Correct ")[0] for one in sentences} == {said}
