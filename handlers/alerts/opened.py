"""Incidents that opened since somebody was told, by cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.database import is_word, upsert
from engine.queries import process_names
from engine.tables import Incident
from handlers.alerts.tables import Alert
from handlers.alerts.wording import Group

KIND = "incidents"


@dataclass(frozen=True)
class Opened:
    """Those still open, by cause, the most frequent first; `latest` is when the last opened."""

    groups: list[Group]
    latest: datetime


def opened_since(session: Session, tenant: str, since: datetime | None) -> Opened | None:
    """What opened after `since`; None when nothing did that is still open."""
    row, number = Incident, func.count()
    which = [row.tenant_id == tenant, is_word(row.state, "open")]
    if since is not None:
        which.append(row.created_at > since)
    one = (row.cause, func.min(row.process_key), func.min(row.element_id), func.min(row.sentence))
    query = select(number, *one, func.min(row.created_at), func.max(row.created_at)).where(*which)
    found = session.execute(query.group_by(row.cause).order_by(number.desc(), row.cause)).all()
    if not found:
        return None
    called = process_names(session, tenant)
    groups = [
        Group(times, cause, _place(called.get(key or "", ""), element), sentence, first)
        for times, cause, key, element, sentence, first, _ in found
    ]
    return Opened(groups, max(last for *_, last in found))


def covered(session: Session, tenant: str) -> Alert | None:
    """What was told of last, held for this transaction; None when nothing ever was."""
    query = select(Alert).where(Alert.tenant_id == tenant, Alert.kind == KIND)
    return session.scalars(query.with_for_update()).one_or_none()


def cover(session: Session, tenant: str, latest: datetime, now: datetime) -> None:
    """Note what was told of."""
    row = {"tenant_id": tenant, "kind": KIND, "covered_to": latest, "told_at": now}
    upsert(session, Alert, row, ["covered_to", "told_at"])


def _place(process: str, element: str) -> str:
    words = [one for one in (process, f"at {element}" if element else "") if one]
    return " ".join(words) or "Outside of any process"
