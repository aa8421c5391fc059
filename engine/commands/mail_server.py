"""The mail server as a whole: one incident while it is down, closed by the next letter sent."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.context import SYSTEM, Context
from engine.database import is_word
from engine.incidents import open_incident, resolve
from engine.tables import Incident, Job

KIND = "mail_server"
REMEDY = "Letters wait, and leave by themselves once it can be used. See to the server and to"
SETTINGS = "the mail settings (`plumbline config`)."


def is_down(context: Context, session: Session, sentence: str) -> None:
    """Open the incident, unless it is open already."""
    known = select(Incident.id).where(
        Incident.tenant_id == context.tenant,
        is_word(Incident.state, "open"),
        Incident.kind == KIND,
    )
    if session.scalars(known.limit(1)).first() is None:
        told = f"{sentence} {REMEDY} {SETTINGS}"
        open_incident(session, context.tenant, now=context.now(), kind=KIND, sentence=told)


def is_up(context: Context, session: Session) -> None:
    """Close the incident, if there is one."""
    reason = "A letter was sent again."
    here = Incident.kind == KIND
    resolve(session, context.tenant, here, now=context.now(), by=SYSTEM, reason=reason)


def try_now(context: Context, session: Session) -> None:
    """Make every letter that waits due."""
    waiting = (Job.tenant_id == context.tenant, Job.queue == "mail", is_word(Job.state, "ready"))
    session.execute(update(Job).where(*waiting).values(due_at=context.now()))
