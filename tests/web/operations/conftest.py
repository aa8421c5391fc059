"""Letters of a small installation, without their words being of any matter."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from engine.errors import MailRefused
from engine.mailing import Letter, Origin, queue_mail
from engine.worker import run_due
from web.parts import Parts

SECRET = "A secret sentence"
Write = Callable[..., UUID]


@pytest.fixture
def write(parts: Parts) -> Write:
    """Write a letter to Maya; the id of it."""

    def written(recipient: str = "maya", key: str = "one", instance: UUID | None = None) -> UUID:
        letter = Letter(
            "notice", recipient, f"{recipient}@example.org", SECRET, SECRET, "You are next.", key
        )
        origin = Origin("main", instance, "B-1", "example.org")
        with parts.database.write() as db:
            return queue_mail(db, origin, letter, parts.clock.now())

    return written


@pytest.fixture
def refused(parts: Parts, write: Write) -> UUID:
    """A letter that the mail server will never take."""
    identity = write()

    def refuse(letter: object) -> str:
        raise MailRefused("The mail server refused the letter: 550 no such person")

    taking = parts.engine.context.send_mail
    object.__setattr__(parts.engine.context, "send_mail", refuse)
    run_due(parts.engine)
    object.__setattr__(parts.engine.context, "send_mail", taking)
    return identity
