"""A letter as a MIME message: the same letter always gives the same bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol

from engine.errors import MailRefused


class Attachment(Protocol):
    """A document that goes with a letter."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def content(self) -> bytes: ...


class Letter(Protocol):
    """A letter as the engine hands it over."""

    @property
    def address(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def message_id(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def attachments(self) -> Sequence[Attachment]: ...


def build(letter: Letter, *, sender: str, sender_name: str) -> EmailMessage:
    """The message to exactly one recipient. MailRefused when an address is not one address."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender, sender_name)
    message["To"] = _address(letter.address)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body, cte="quoted-printable")
    for document in letter.attachments:
        _attach(message, document)
    if letter.attachments:
        message.set_boundary(_boundary(letter.message_id))
    return message


def one_line(text: str) -> str:
    """The text with every kind of line break and control character made a space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def safe_name(name: str) -> str:
    """A file name of letters, digits, dot, dash and underscore only."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-")[-100:] or "document"


def _address(address: str, name: str = "") -> Address:
    try:
        return Address(one_line(name), addr_spec=address)
    except (ValueError, IndexError) as error:
        raise MailRefused("The recipient's address is not one e-mail address.") from error


def _attach(message: EmailMessage, document: Attachment) -> None:
    main, _, sub = document.media_type.partition("/")
    name = safe_name(document.name)
    message.add_attachment(document.content, maintype=main, subtype=sub, filename=name)


def _boundary(message_id: str) -> str:
    return f"=={hashlib.sha256(message_id.encode()).hexdigest()[:40]}=="
