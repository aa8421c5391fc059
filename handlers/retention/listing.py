"""`retention.list`: what is past its time, for a person to approve."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import insert_rows
from engine.registry import handler
from engine.services import Services
from handlers.retention.due import due, limits
from handlers.retention.tables import Disposal, DisposalItem

MOST_AT_ONCE = 200


@handler("retention.list", outputs=("disposal", "found", "items", "references"))
def list_due(services: Services) -> Mapping[str, object]:
    """Lists what the table `retention` says is past its time, at most 200 records at once.

    Records on hold are left out, and what this process instance was told to keep.
    """
    with services.transaction() as session:
        disposal = _kept(session, services) or _keep(session, services)
        rows = _items(session, disposal)
        return {
            "disposal": str(disposal.id),
            "found": len(rows),
            "items": [{"value": row.reference, "label": label(row)} for row in rows],
            "references": [row.reference for row in rows],
        }


def label(row: DisposalItem) -> str:
    """A line of the list, without anything about a child or a person."""
    return f"{row.reference}: {row.kind.replace('_', ' ')}, over since {row.ended_on:%-d %B %Y}"


def _kept(session: Session, services: Services) -> Disposal | None:
    query = select(Disposal).where(
        Disposal.tenant_id == services.tenant, Disposal.activity_key == services.activity.key
    )
    return session.scalars(query).first()


def _keep(session: Session, services: Services) -> Disposal:
    tenant = services.tenant
    decided = _decided(session, tenant, services.instance_id)
    found = due(session, tenant, limits(services))
    row = Disposal(
        tenant_id=tenant, id=uuid4(), instance_id=services.instance_id,
        listed_at=services.now, activity_key=services.activity.key,
    )  # fmt: skip
    session.add(row)
    session.flush()
    new = [one for one in found if one.reference not in decided][:MOST_AT_ONCE]
    owner = {"tenant_id": tenant, "disposal_id": row.id, "state": "listed"}
    insert_rows(session, DisposalItem, [{**owner, **vars(one)} for one in new])
    return row


def _decided(session: Session, tenant: str, instance: UUID) -> set[str]:
    lists = select(Disposal.id).where(
        Disposal.tenant_id == tenant, Disposal.instance_id == instance
    )
    query = select(DisposalItem.reference).where(
        DisposalItem.tenant_id == tenant, DisposalItem.disposal_id.in_(lists)
    )
    return set(session.scalars(query))


def _items(session: Session, disposal: Disposal) -> list[DisposalItem]:
    query = select(DisposalItem).where(
        DisposalItem.tenant_id == disposal.tenant_id, DisposalItem.disposal_id == disposal.id
    )
    return list(session.scalars(query.order_by(DisposalItem.ended_on, DisposalItem.reference)))
