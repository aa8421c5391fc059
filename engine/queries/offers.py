"""Offers: the messages that people may send to an instance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.covering import NOBODY, Covering
from engine.queries.page import one_of
from engine.tables import Offer


def offer(session: Session, tenant: str, offer_id: UUID) -> Offer:
    """One offer, open or over. NotFound when there is none."""
    return one_of(session, Offer, tenant, offer_id, "offer")


def offers(session: Session, tenant: str, instance_id: UUID) -> Sequence[Offer]:
    """Every offer of an instance, oldest first, also those that are over."""
    query = select(Offer).where(Offer.tenant_id == tenant, Offer.instance_id == instance_id)
    return session.scalars(query.order_by(Offer.created_at, Offer.id)).all()


def open_offers(
    session: Session,
    tenant: str,
    instance_id: UUID,
    person: str,
    groups: Iterable[str],
    covering: Covering = NOBODY,
) -> list[Offer]:
    """What this person may send to an instance now, for themselves or those they stand in for,
    the urgent first, then the oldest."""
    held = set(groups)

    def theirs(row: Offer) -> bool:
        covered = any(covering.reaches(one, instance_id) for one in row.people)
        return person in row.people or row.candidate_group in held or covered

    found = [
        row for row in offers(session, tenant, instance_id) if row.state == "open" and theirs(row)
    ]
    return sorted(found, key=lambda row: not row.urgent)
