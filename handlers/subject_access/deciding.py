"""What to include of what was found: decided by a person, record by record."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.subject_access.tables import SubjectItem, SubjectSearch

Choice = Literal["include", "withhold"]


def request_of(session: Session, tenant: str, reference: str) -> SubjectSearch | None:
    """The request with this reference; None when there is none, or it is forgotten."""
    query = select(SubjectSearch).where(
        SubjectSearch.tenant_id == tenant,
        SubjectSearch.reference == reference[:40],
        SubjectSearch.forgotten_at.is_(None),
    )
    return session.scalars(query.limit(1)).first()


def requests_of(session: Session, tenant: str) -> list[SubjectSearch]:
    """Every request that is not forgotten, the latest first."""
    query = select(SubjectSearch).where(
        SubjectSearch.tenant_id == tenant, SubjectSearch.forgotten_at.is_(None)
    )
    return list(session.scalars(query.order_by(SubjectSearch.searched_at.desc())))


def problems_of(kind: str, choice: str, reason: str, blackout: str) -> dict[str, str]:
    """What is wrong with a decision, by field; empty when nothing is."""
    if choice not in ("include", "withhold"):
        return {"choice": "Select whether this record is handed over"}
    if blackout.strip() and (kind == "document" or choice == "withhold"):
        return {"blackout": "Words can be removed only from answers and letters that are included"}
    if (choice == "withhold" or blackout.strip()) and not reason.strip():
        return {"reason": "Enter the reason, as it will stand in the index"}
    return {}


def decide(
    item: SubjectItem, choice: Choice, reason: str, blackout: str, *, by: str, now: datetime
) -> None:
    """Keep a decision without problems; it may be changed until the file is made."""
    item.decision, item.decided_by, item.decided_at = choice, by, now
    item.words = {"reason": reason.strip(), "blackout": blackout.strip()}
