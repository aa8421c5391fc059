"""A test letter, and what the way to the mail server looked like while it was sent."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Any

import aiosmtplib

from handlers.mail import answers
from handlers.mail.connection import end
from handlers.mail.settings import SmtpSettings

SUBJECT = "Test letter from Plumbline"
BODY = """This is a test letter. {by} sent it to see whether letters leave Plumbline.

There is nothing to do.
"""


@dataclass(frozen=True)
class Certificate:
    """What the server showed. `names` are those it may serve; `ends` is when it runs out."""

    subject: str
    issuer: str
    names: tuple[str, ...]
    ends: datetime | None


@dataclass(frozen=True)
class Probe:
    """What happened. `trouble` is empty when the server took the letter; its `answer` then.

    `version` and `cipher` are those of the encryption, empty without any; `certificate` is None
    where none was checked.
    """

    server: str
    trouble: str = ""
    answer: str = ""
    version: str = ""
    cipher: str = ""
    certificate: Certificate | None = None


def probe(settings: SmtpSettings, to: str, by: str, now: datetime) -> Probe:
    """Send a test letter over a connection of its own, in a thread of its own: whoever calls may
    have an event loop already. Never raises for the server's refusal."""
    if not settings.allows(to):
        domain = to.rpartition("@")[2]
        return Probe(_server(settings), f"Letters may not go to addresses at {domain}.")
    letter = _letter(settings, to, by, now)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_probe(settings, letter, to))).result()


async def _probe(settings: SmtpSettings, letter: EmailMessage, to: str) -> Probe:
    client = settings.client()
    server = _server(settings)
    try:
        await client.connect()
    except (aiosmtplib.SMTPException, OSError) as error:
        await end(client)
        return Probe(server, answers.about_server(error))
    seen = _encryption(client)
    try:
        _, answer = await client.sendmail(settings.sender, to, letter.as_bytes())
        return Probe(server, answer=answer, **seen)
    except (aiosmtplib.SMTPException, OSError) as error:
        return Probe(server, str(answers.about_letter(error)), **seen)
    finally:
        await end(client)


def _letter(settings: SmtpSettings, to: str, by: str, now: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.sender
    message["To"] = to
    message["Subject"] = SUBJECT
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(BODY.format(by=by))
    return message


def _encryption(client: aiosmtplib.SMTP) -> dict[str, Any]:
    tls = client.transport.get_extra_info("ssl_object") if client.transport else None
    if not isinstance(tls, ssl.SSLObject):
        return {}
    cipher, shown = tls.cipher(), tls.getpeercert()
    return {
        "version": tls.version() or "",
        "cipher": f"{cipher[0]}, {cipher[2]} bits" if cipher else "",
        "certificate": _certificate(shown) if shown else None,
    }


def _certificate(shown: Mapping[str, Any]) -> Certificate:
    ends = shown.get("notAfter")
    seconds = ssl.cert_time_to_seconds(ends) if ends else None
    return Certificate(
        _name(shown.get("subject", ())),
        _name(shown.get("issuer", ())),
        tuple(str(value) for _, value in shown.get("subjectAltName", ())),
        datetime.fromtimestamp(seconds, UTC) if seconds is not None else None,
    )


def _name(parts: Any) -> str:
    """The common name, or what there is."""
    known = {key: value for part in parts for key, value in part}
    return str(known.get("commonName") or known.get("organizationName") or "")


def _server(settings: SmtpSettings) -> str:
    return f"{settings.host}:{settings.port}"
