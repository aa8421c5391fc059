"""One letter to Maya: the least a handler of a process can do that somebody notices."""

from __future__ import annotations

from collections.abc import Sequence

from engine.registry import handler
from engine.services import Services


def write(services: Services, attachments: Sequence[str] = ()) -> None:
    """Queue the letter; however often an activity does so, it is one."""
    services.queue_mail(
        letter="notice",
        recipient="maya",
        address="maya@example.org",
        subject="Notice",
        body="Read this.",
        reason="You are next.",
        attachments=attachments,
    )


@handler("letters.tell", outputs=())
def tell(services: Services) -> None:
    """Write one letter."""
    write(services)
