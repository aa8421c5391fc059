"""A real mail server on this machine, with a certificate that a made-up authority signed."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from handlers.mail.settings import SmtpSettings
from handlers.mail.smtp import SmtpSender

PDF = b"%PDF-1.7 \x00\xff\r\nend"


@dataclass(frozen=True)
class Document:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    address: str = "ada@example.org"
    subject: str = "Case audit AUD-2026-12-001: your part is due"
    body: str = "Dear Ada,\n\nYour part is due on 31 December 2026.\n"
    message_id: str = "<1234@example.org>"
    created_at: datetime = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    attachments: tuple[Document, ...] = ()


@dataclass
class PostOffice:
    """Keeps what arrives; `says` makes it answer otherwise to the next letters."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    sessions: set[int] = field(default_factory=set)
    says: str = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.says:
            return self.says
        self.sessions.add(id(session))
        content = envelope.content or b""
        assert isinstance(content, bytes)
        received = message_from_bytes(content, policy=policy.default)
        assert isinstance(received, EmailMessage)
        self.letters.append(received)
        return "250 OK: queued as 4711"


class AnyPort(Controller):
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


Start = Callable[..., PostOffice]


@pytest.fixture
def start(authority: trustme.CA) -> Iterator[Start]:
    """Start a post office: with TLS by default, under a certificate for `name`."""
    running: list[Controller] = []

    def begin(*, tls: bool = True, name: str = "localhost") -> PostOffice:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(name).configure_cert(context)
        office = PostOffice()
        offered = {"tls_context": context, "require_starttls": True} if tls else {}
        controller = AnyPort(office, hostname="127.0.0.1", port=0, **offered)
        controller.start()
        running.append(controller)
        office.port = controller.port
        return office

    yield begin
    for controller in running:
        controller.stop()


Senders = Callable[..., SmtpSender]


@pytest.fixture
def sender(trusted: str) -> Iterator[Senders]:
    """A sender to a port, which trusts the made-up authority unless told otherwise."""
    made: list[SmtpSender] = []

    def make(port: int, **changed: object) -> SmtpSender:
        options: dict[str, object] = {
            "host": "localhost",
            "port": port,
            "sender": "audits@example.org",
            "authorities": trusted,
            "allowed_domains": frozenset({"example.org"}),
            "timeout": 5,
        }
        made.append(SmtpSender(SmtpSettings(**{**options, **changed})))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def letter() -> Callable[..., Letter]:
    """Write a letter; `pdf=True` puts a document with it."""

    def write(*, pdf: bool = False, **changed: object) -> Letter:
        document = Document("AUD-2026-12-001 stage 1.pdf", "application/pdf", PDF)
        written = Letter(attachments=(document,) if pdf else ())
        return replace(written, **changed)  # type: ignore[arg-type]

    return write
