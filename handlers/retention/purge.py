"""`retention.purge`: what was approved is disposed of; what is on hold by now is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.disposal import forget
from engine.registry import handler
from engine.services import Services
from handlers.follow_ups.instances import instances_of
from handlers.records.audits import Audit
from handlers.retention.due import due, limits
from handlers.retention.erase import erase_audits, erase_searches
from handlers.retention.kinds import SUBJECT_ACCESS
from handlers.retention.statistics import keep_numbers
from handlers.retention.tables import Disposal, DisposalItem
from handlers.subject_access.tables import SubjectSearch


@handler("retention.purge", outputs=("disposed", "kept"), mode="job")
def purge(
    services: Services, *, disposal: str, references: list[str], submission: str, by: str
) -> Mapping[str, object]:
    """Disposes of the approved records of a list; keeps an anonymous row of numbers of each audit.

    What was not approved is kept; what is on hold, or asked for, by now is kept too.
    """
    with services.transaction() as session:
        row = session.get_one(Disposal, (services.tenant, UUID(disposal)))
        items = _items(session, row)
        if row.done_at is None:
            _dispose(session, services, items, frozenset(references))
            row.done_at, row.approved_by = services.now, by
            row.submission_id = UUID(submission)
        gone = sum(item.state == "disposed" for item in items)
        return {"disposed": gone, "kept": len(items) - gone}


def _dispose(
    session: Session, services: Services, items: Sequence[DisposalItem], approved: frozenset[str]
) -> None:
    still = {one.about_id for one in due(session, services.tenant, limits(services))}
    for item in items:
        item.state = outcome(item.reference in approved, item.about_id in still)
    going = [item for item in items if item.state == "disposed"]
    ids = [item.about_id for item in going if item.kind != SUBJECT_ACCESS]
    _audits(session, services.tenant, ids)
    searches = [item.about_id for item in going if item.kind == SUBJECT_ACCESS]
    _searches(session, services, searches)


def outcome(approved: bool, still_due: bool) -> str:
    """What becomes of a record of the list."""
    if not approved:
        return "kept"
    return "disposed" if still_due else "held"


def _audits(session: Session, tenant: str, ids: Sequence[UUID]) -> None:
    query = select(Audit).where(Audit.tenant_id == tenant, Audit.id.in_(ids))
    audits = session.scalars(query).all()
    keep_numbers(session, tenant, audits)
    forget(session, tenant, instances_of(session, tenant, audits))
    erase_audits(session, tenant, audits)


def _searches(session: Session, services: Services, ids: Sequence[UUID]) -> None:
    query = select(SubjectSearch).where(
        SubjectSearch.tenant_id == services.tenant, SubjectSearch.id.in_(ids)
    )
    found = session.scalars(query).all()
    forget(session, services.tenant, [one.instance_id for one in found])
    erase_searches(session, services.tenant, found, services.now)


def _items(session: Session, row: Disposal) -> Sequence[DisposalItem]:
    query = select(DisposalItem).where(
        DisposalItem.tenant_id == row.tenant_id, DisposalItem.disposal_id == row.id
    )
    return session.scalars(query).all()
