"""Whether letters leave at present, and how: for the head of the list."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine import queries
from engine.jobs import Queue
from engine.queries.posted import not_arrived
from engine.tables import Incident, QueuePause
from web.parts import Parts

QUEUE: Queue = "mail"
SECURITY = {
    "starttls": "encrypted (STARTTLS)",
    "tls": "encrypted (TLS)",
    "none": "not encrypted, to this computer itself",
}


@dataclass(frozen=True)
class Sending:
    """`server` is empty where letters are kept instead. `trouble` is what holds up all of them."""

    server: str
    security: str
    paused: QueuePause | None
    trouble: Incident | None
    counts: dict[str, int]


def sending(session: Session, here: Parts) -> Sending:
    """How it is now."""
    config = here.config
    host = config.text("SMTP_HOST")
    down = queries.IncidentFilters(kind="mail_server")
    return Sending(
        server=f"{host}:{config.text('SMTP_PORT')}" if host else "",
        security=SECURITY.get(config.text("SMTP_SECURITY"), ""),
        paused=session.get(QueuePause, (here.tenant, QUEUE)),
        trouble=next(iter(queries.incidents(session, here.tenant, down, 1, 1).rows), None),
        counts=not_arrived(session, here.tenant),
    )
