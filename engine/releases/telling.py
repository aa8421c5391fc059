"""Letters to all who approve, when a version came into force that none of them has approved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from engine.context import Context
from engine.mailing import Letter, Origin, queue_mail

# Whoever may approve: their id, and their address.
Approvers = Callable[[Session], Iterable[tuple[str, str]]]
BODY = """{said}

Who did it: {by}
When: {when}
Why: {note}

The history of versions in Plumbline says what has changed by it.
"""


def tell(
    session: Session,
    context: Context,
    approvers: Approvers,
    *,
    about: UUID,
    subject: str,
    said: str,
    by: str,
    note: str,
    zone: str,
) -> None:
    """Write to each of them, once for each release; `about` is its id."""
    when = _when(context.now(), zone)
    origin = Origin(context.tenant, None, None, context.mail_domain)
    for person, address in approvers(session):
        letter = Letter(
            "release",
            person,
            address,
            subject,
            BODY.format(said=said, by=by, when=when, note=note),
            "Whoever may approve changes is told of what came into force without an approval.",
            f"release:{about}:{person}",
        )
        queue_mail(session, origin, letter, context.now())


def _when(instant: datetime, zone: str) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y at %H:%M}"
