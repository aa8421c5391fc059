"""Which audits wait for somebody, as the diagrams wait: only these can be told of an absence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from engine.tables import MessageSubscription
from handlers.absences.months import in_words
from handlers.records.audits import Audit
from handlers.records.tables import StageRecord

DISCOUNTED, UNAVAILABLE = "auditorDiscounted", "peerReviewerUnavailable"


@dataclass(frozen=True)
class Waiting:
    """An audit that would hear that its auditor, or its reviewer, is not there."""

    audit: str
    reference: str
    month: str
    message: str

    def option(self) -> dict[str, str]:
        """The audit as something to choose in a form."""
        return {"value": self.audit, "label": f"{self.reference}, {in_words(self.month)}"}


def waiting(session: Session, tenant: str, person: str) -> list[Waiting]:
    """The audits of a person, as auditor or reviewer, whose process would take the message and
    act on it: who has reviewed is needed as a reviewer no more."""
    reviewed = exists().where(
        StageRecord.tenant_id == tenant, StageRecord.audit_id == Audit.id, StageRecord.stage == 2
    )
    mine = or_(
        and_(Audit.auditor == person, MessageSubscription.message == DISCOUNTED),
        and_(Audit.reviewer == person, MessageSubscription.message == UNAVAILABLE, ~reviewed),
    )
    query = (
        select(Audit.id, Audit.reference, Audit.month, MessageSubscription.message)
        .join(
            MessageSubscription,
            (MessageSubscription.tenant_id == tenant)
            & (MessageSubscription.instance_id == Audit.instance_id),
        )
        .where(Audit.tenant_id == tenant, mine)
        .order_by(Audit.reference)
    )
    rows = session.execute(query).all()
    return [Waiting(str(id), reference, month, message) for id, reference, month, message in rows]


def options(found: Sequence[Waiting], message: str) -> list[dict[str, str]]:
    """Those that wait for this message, as choices of a form."""
    return [one.option() for one in found if one.message == message]


def still(found: Sequence[Waiting], message: str, chosen: Collection[str]) -> list[str]:
    """Of the chosen audits those that still wait for this message."""
    return [one.audit for one in found if one.message == message and one.audit in chosen]
