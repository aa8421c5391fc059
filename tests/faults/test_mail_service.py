"""Letters of a council that really sends them: a server with TLS, which may be down or rude."""

from __future__ import annotations

import io
import re
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage

import pypdf
import pytest
from aiosmtpd.controller import Controller

from engine import tables
from handlers.directory.tables import Person
from handlers.documents import render
from handlers.documents.press import Paper
from handlers.scenarios.audits.council import TENANT
from tests.faults.conftest import Build
from tests.faults.house import House
from tests.handlers.mail.conftest import PostOffice
from tests.pango import need_pango

SITE = "https://audits.example.org"
Open = Callable[..., House]
Start = Callable[..., PostOffice]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs as pages, where their looks do not matter."""
    monkeypatch.setattr(render, "press", lambda html, _: Paper(b"%PDF-1.7 " + html.encode(), 1))


@pytest.fixture
def council(start: Start, build: Build, trusted: str) -> Open:
    """An audit of a council that sends through this port: not a demo."""

    def begin_audit(port: int, **settings: str) -> House:
        real = {
            "DEMO": "no", "ADDRESS": SITE, "SMTP_HOST": "localhost", "SMTP_PORT": str(port),
            "SMTP_AUTHORITIES": trusted, "ALLOWED_DOMAINS": "example.org",
            "MAIL_FROM": "audits@example.org", "MAIL_FROM_NAME": "Case audits",
        }  # fmt: skip
        return build(**{**real, **settings})

    return begin_audit


def body(letter: EmailMessage) -> str:
    part = letter.get_body()
    assert part is not None
    return str(part.get_content())


def to(office: PostOffice, person: str) -> list[EmailMessage]:
    return [one for one in office.letters if one["To"] == f"{person}@example.org"]


def attached(letter: EmailMessage) -> list[tuple[str, str]]:
    return [(p.get_content_type(), str(p.get_filename())) for p in letter.iter_attachments()]


def stage_1(house: House) -> None:
    for element in ("reflect", "give_case_details", "audit_case"):
        house.play({"submit": element})


def sent_once(house: House, office: PostOffice) -> None:
    """Every letter that was written arrived, and none twice."""
    written = {mail.message_id for mail in house.rows(tables.Mail)}
    arrived = Counter(str(letter["Message-ID"]) for letter in office.letters)
    assert set(arrived) == written
    assert set(arrived.values()) == {1}
    assert {mail.state for mail in house.rows(tables.Mail)} == {"sent"}


def test_letters_arrive_one_to_a_person_with_the_form_attached(council: Open, start: Start) -> None:
    need_pango()
    office = start()
    house = council(office.port)
    stage_1(house)
    sent_once(house, office)
    for letter in office.letters:
        assert letter["From"] == "Case audits <audits@example.org>"
        assert re.fullmatch(r"[a-z_]+@example\.org", letter["To"]), "one person each"
        assert "AUD-2026-12-001" in letter["Subject"]
        assert letter["Auto-Submitted"] == "auto-generated"
        assert (letter["Cc"], letter["Bcc"]) == (None, None)
        assert "A.B." not in letter.as_string(), "no initials of the child"
    [copy] = [one for one in to(office, "service_manager") if attached(one)]
    assert attached(copy) == [("application/pdf", "AUD-2026-12-001-stage-1-version-1.pdf")]
    assert "is attached" in body(copy)
    [part] = copy.iter_attachments()
    pages = pypdf.PdfReader(io.BytesIO(part.get_content())).pages
    assert "AUD-2026-12-001" in pages[0].extract_text()


@pytest.mark.usefixtures("quick")
def test_the_reviewers_copy_of_the_issue_holds_no_link(council: Open, start: Start) -> None:
    office = start()
    house = council(office.port)
    house.work()
    [copy] = to(office, "reviewer")
    assert SITE not in body(copy)
    [issued] = to(office, "auditor")
    assert f"{SITE}/tasks" in body(issued)


@contextmanager
def opened(port: int, context: object) -> Iterator[PostOffice]:
    """The post office opens on the port that was silent until now."""
    office = PostOffice(port=port)
    controller = Controller(
        office, hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True
    )
    controller.start()
    yield office
    controller.stop()


@pytest.mark.usefixtures("quick")
def test_a_server_that_was_down_gets_them_all_once(council: Open, tls: object) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    house = council(port)
    stage_1(house)
    [incident] = house.rows(tables.Incident)
    assert incident.sentence.startswith("The mail server cannot be reached: ")
    assert "mail settings" in incident.sentence
    assert {m.state for m in house.rows(tables.Mail)} == {"queued"}
    assert house.audit().state == "stage_1_submitted", "the audit went on"
    with opened(port, tls) as office:
        house.clock.move_to(house.clock.now() + timedelta(minutes=2))
        house.work()
        sent_once(house, office)
        house.hang_up()
    assert {one.state for one in house.rows(tables.Incident)} == {"resolved"}


@pytest.mark.usefixtures("quick")
def test_not_now_is_tried_again(council: Open, start: Start) -> None:
    office = start()
    office.says = "451 Try again later"
    house = council(office.port)
    house.work()
    assert (office.letters, house.rows(tables.Incident)) == ([], [])
    office.says = ""
    house.clock.move_to(house.clock.now() + timedelta(minutes=2))
    house.work()
    sent_once(house, office)


@pytest.mark.usefixtures("quick")
def test_never_is_an_incident_that_an_administrator_tries_again(
    council: Open, start: Start
) -> None:
    """The address was wrong; it is put right in the directory, and the letter goes there."""
    office = start()
    office.says = "550 5.1.1 No such person"
    house = council(office.port)
    house.work()
    incidents = house.rows(tables.Incident)
    said = " ".join(one.sentence for one in incidents)
    assert "Letter “issue_auditor” to auditor: The mail server refused the letter: 550" in said
    assert "Correct the address in the directory" in said
    office.says = ""
    with house.database.write() as session:
        session.get_one(Person, (TENANT, "auditor")).email = "amina.okoro@example.org"
    admin = house.administrator()
    for one in incidents:
        address = f"/operations/incidents/{one.id}"
        assert one.sentence in admin.get(address).text.replace("&#39;", "'")
        answer = admin.post(f"{address}/retry", {"reason": "The address is corrected"})
        assert answer.status_code == 303
    house.work()
    sent_once(house, office)
    assert [m["Subject"] for m in office.letters if "amina" in m["To"]]


@pytest.mark.usefixtures("quick")
def test_a_server_under_another_name_gets_nothing(council: Open, start: Start) -> None:
    office = start(name="mail.elsewhere.org")
    house = council(office.port)
    house.work()
    assert office.letters == []
    [incident] = house.rows(tables.Incident)
    assert "certificate could not be verified" in incident.sentence


@pytest.mark.usefixtures("quick")
def test_a_server_without_encryption_gets_nothing(council: Open, start: Start) -> None:
    office = start(tls=False)
    house = council(office.port)
    house.work()
    assert office.letters == []
    assert "does not offer encryption" in house.rows(tables.Incident)[0].sentence


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("settings", [{"DELIVERY": "links"}, {}])
def test_a_link_instead_of_the_form(council: Open, start: Start, settings: dict[str, str]) -> None:
    """By the council's choice, or because the address is not on its list of domains."""
    office = start()
    house = council(office.port, **settings)
    if not settings:
        with house.database.write() as session:
            session.get_one(Person, (TENANT, "service_manager")).email = "sm@partner.org"
    stage_1(house)
    copies = house.rows(tables.Mail, letter="form_copy", recipient="service_manager")
    assert copies
    for copy in copies:
        assert copy.attachments == []
        assert re.search(rf"{SITE}/documents/[0-9a-f-]{{36}}\n", copy.body)
    if settings:
        assert not [one for one in office.letters if attached(one)]
