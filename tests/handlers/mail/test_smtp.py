"""Letters are read back from a real server; every way it can say no is told apart."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from engine.errors import MailDelayed, MailRefused, MailServerDown
from handlers.mail.message import build
from handlers.mail.settings import SmtpSettings

Make = Callable[..., Any]


def test_a_letter_arrives_as_it_was_written(start: Make, sender: Make, letter: Make) -> None:
    office = start()

    answer = sender(office.port)(letter(pdf=True))

    (got,) = office.letters
    assert "4711" in answer
    assert got["To"] == "ada@example.org"
    assert got["From"] == "Case audits <audits@example.org>"
    assert got["Subject"] == letter().subject
    assert got["Message-ID"] == "<1234@example.org>"
    assert got["Date"] == "Tue, 24 Nov 2026 08:00:00 +0000"
    body = got.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == letter().body
    (document,) = got.iter_attachments()
    assert document.get_filename() == "AUD-2026-12-001-stage-1.pdf"
    assert document.get_content() == b"%PDF-1.7 \x00\xff\r\nend"


def test_several_letters_share_a_connection(start: Make, sender: Make, letter: Make) -> None:
    office = start()
    send = sender(office.port)
    for number in range(3):
        send(letter(message_id=f"<{number}@example.org>"))
    assert (len(office.letters), len(office.sessions)) == (3, 1)


def test_after_the_server_came_back_the_next_letter_goes(
    start: Make, sender: Make, letter: Make
) -> None:
    office = start()
    send = sender(office.port)
    send(letter())
    send.close()
    send(letter())
    assert (len(office.letters), len(office.sessions)) == (2, 2)


def test_without_encryption_nothing_is_sent(start: Make, sender: Make, letter: Make) -> None:
    office = start(tls=False)
    with pytest.raises(MailServerDown, match="does not offer encryption"):
        sender(office.port)(letter())
    assert office.letters == []


@pytest.mark.parametrize("wrong", ["authority", "name"])
def test_a_certificate_that_cannot_be_verified_is_refused(
    start: Make, sender: Make, letter: Make, wrong: str
) -> None:
    office = start(name="elsewhere.example.org" if wrong == "name" else "localhost")
    trust = {"authorities": ""} if wrong == "authority" else {}
    with pytest.raises(MailServerDown, match="certificate could not be verified"):
        sender(office.port, **trust)(letter())
    assert office.letters == []


def test_not_now_is_tried_again(start: Make, sender: Make, letter: Make) -> None:
    office = start()
    office.says = "451 Try again later"
    with pytest.raises(MailDelayed, match="451 Try again later"):
        sender(office.port)(letter())


def test_never_is_for_good(start: Make, sender: Make, letter: Make) -> None:
    office = start()
    office.says = "550 No such person"
    send = sender(office.port)
    with pytest.raises(MailRefused, match="550 No such person"):
        send(letter())
    office.says = ""
    send(letter())
    assert len(office.letters) == 1


def test_a_server_that_is_down_is_no_fault_of_the_letter(sender: Make, letter: Make) -> None:
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        with pytest.raises(MailServerDown, match="cannot be reached"):
            sender(taken.getsockname()[1])(letter())


def test_a_domain_that_is_not_allowed_never_reaches_the_server(
    start: Make, sender: Make, letter: Make
) -> None:
    office = start()
    with pytest.raises(MailRefused, match=r"elsewhere\.org"):
        sender(office.port)(letter(address="ada@elsewhere.org"))
    assert office.letters == []


def test_unencrypted_mail_to_another_machine_cannot_be_configured() -> None:
    with pytest.raises(ValueError, match="must be encrypted"):
        SmtpSettings("mail.example.org", 25, "a@example.org", security="none")


def test_the_same_letter_is_the_same_bytes(letter: Make) -> None:
    first, second = (
        build(letter(pdf=True), sender="a@example.org", sender_name="Audits").as_bytes()
        for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("address", ["a@example.org, b@example.org", "a@example.org\nBcc: b", "a"])
def test_two_recipients_cannot_be_smuggled_into_one_letter(letter: Make, address: str) -> None:
    with pytest.raises(MailRefused):
        build(letter(address=address), sender="a@example.org", sender_name="")


def test_a_subject_stays_on_one_line(letter: Make) -> None:
    written = letter(subject="Audit\r\nBcc: x@example.org\u2028done\x85")
    made = build(written, sender="a@example.org", sender_name="Audits")
    assert made["Subject"] == "Audit Bcc: x@example.org done"
    assert made["Bcc"] is None
