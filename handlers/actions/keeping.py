"""`actions.keep` and `actions.settle`: the actions of an audit as rows, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine.database import matching
from engine.registry import handler
from engine.services import Services
from handlers.actions.tables import RecommendedAction
from handlers.records.fields import OVERVIEW, day_of
from handlers.records.finding import audit_of, stage_records
from handlers.records.tables import StageRecord

ACTIONS = "actions"


@handler("actions.keep", outputs=("actions",))
def keep(services: Services, *, audit: str) -> Mapping[str, object]:
    """Keeps the actions that both stages recommend, once; `actions` lists them for people.

    Each has `id`, `submission` and `number` (where its words are), `owner` and `due`.
    """
    with services.transaction() as session:
        row = audit_of(session, services.tenant, audit)
        stages = stage_records(session, row)
        kept = _kept(session, services.tenant, row.id) or _added(session, services, stages)
        return {"actions": [_told(one, stages[one.stage]) for one in kept]}


@handler("actions.settle")
def settle(services: Services, *, action: str, outcome: str, done_on: object = None) -> None:
    """Notes what became of an action; what was settled before stays as it is."""
    with services.transaction() as session:
        row = session.get_one(RecommendedAction, (services.tenant, UUID(action)))
        if row.settled_at is None:
            row.outcome, row.done_on, row.settled_at = outcome, day_of(done_on), services.now


def recommended(record: StageRecord, today: date) -> Iterator[dict[str, Any]]:
    """What the form of a stage recommends; without a day it is due at once."""
    for number, given in enumerate(record.answers.get(OVERVIEW, {}).get(ACTIONS) or (), 1):
        yield {
            "audit_id": record.audit_id,
            "stage": record.stage,
            "number": number,
            "owner": str(given.get("owner") or ""),
            "immediate": bool(given.get("immediate")),
            "due_on": day_of(given.get("due")) or today,
        }


def _kept(session: Session, tenant: str, audit: UUID) -> Sequence[RecommendedAction]:
    query = matching(RecommendedAction, "tenant_id", "audit_id", order=("stage", "number"))
    return session.scalars(query, {"tenant_id": tenant, "audit_id": audit}).all()


def _added(
    session: Session, services: Services, stages: Mapping[int, StageRecord]
) -> list[RecommendedAction]:
    own = {"tenant_id": services.tenant, "kept_at": services.now}
    rows = [
        RecommendedAction(id=uuid4(), **own, **given)
        for record in stages.values()
        for given in recommended(record, services.now.date())
    ]
    session.add_all(rows)
    return rows


def _told(row: RecommendedAction, record: StageRecord) -> dict[str, object]:
    return {
        "id": str(row.id),
        "submission": str(record.submission_id),
        "number": row.number,
        "owner": row.owner,
        "due": row.due_on,
    }
