"""What a story begins with: who works here, and one audit or a programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engine import tables
from handlers.scenarios.audits.council import appoint, draw, leave, settle, share
from handlers.scenarios.audits.programme import another_case, found, manage


def stop_the_clock(session: Session) -> None:
    """Nothing begins by the clock: a story about one audit is not joined by a month."""
    session.execute(delete(tables.Job).where(tables.Job.kind == "start"))


def begin(session: Session, given: Mapping[str, Any]) -> UUID:
    """Everybody and everything that `given` tells of; the id of the audit."""
    if "programme" not in given and not given.get("clock"):
        stop_the_clock(session)
    settle(session)
    for person in given.get("left", []):
        leave(session, person)
    for person in given.get("more_reviewers", []):
        appoint(session, person)
    for person, other in given.get("shared", {}).items():
        share(session, person, other)
    audit = (found if "programme" in given else draw)(session, given)
    if given.get("another_case"):
        manage(session, "auditor", "team")
        session.add(another_case("team"))
    return audit
