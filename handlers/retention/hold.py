"""`retention.hold`: a legal hold is set or cleared, for one audit or for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.records.audits import Audit
from handlers.retention.tables import LegalHold


@handler("retention.hold", outputs=("known",))
def hold(services: Services, *, submission: str, by: str) -> Mapping[str, object]:
    """Carries out the form `legal_hold`; `known` is false when there is no audit of that name.

    Setting what is set, or clearing what is not, changes nothing.
    """
    said = services.submission(submission)
    with services.transaction() as session:
        audit = None
        if said.answers["scope"] == "one":
            audit = audit_named(session, services.tenant, str(said.answers["audit"]))
            if audit is None:
                return {"known": False}
        found = _standing(session, services.tenant, audit)
        if said.answers["action"] == "set" and not found:
            session.add(_hold(services, audit, said.id, by))
        if said.answers["action"] == "clear":
            _clear(found, services, said.id, by)
    return {"known": True}


def audit_named(session: Session, tenant: str, reference: str) -> UUID | None:
    """The audit with this reference, however it was typed."""
    typed = "".join(reference.split()).upper()
    return session.scalars(
        select(Audit.id).where(Audit.tenant_id == tenant, Audit.reference == typed[:20])
    ).one_or_none()


def _standing(session: Session, tenant: str, audit: UUID | None) -> list[LegalHold]:
    query = (
        select(LegalHold)
        .where(
            LegalHold.tenant_id == tenant,
            LegalHold.cleared_at.is_(None),
            LegalHold.audit_id == audit,
        )
        .where(LegalHold.about == ("audit" if audit else "all"))
    )
    return list(session.scalars(query))


def _hold(services: Services, audit: UUID | None, submission: UUID, by: str) -> LegalHold:
    values: dict[str, Any] = {"audit_id": audit, "submission_id": submission, "set_by": by}
    values["about"] = "audit" if audit else "all"
    return LegalHold(
        tenant_id=services.tenant, id=uuid4(), set_at=services.now,
        activity_key=services.activity.key, **values,
    )  # fmt: skip


def _clear(found: list[LegalHold], services: Services, submission: UUID, by: str) -> None:
    for row in found:
        row.cleared_at, row.cleared_by = services.now, by
        row.cleared_submission_id = submission
