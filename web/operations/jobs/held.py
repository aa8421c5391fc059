"""The incident that holds a job up."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.tables import Incident


def incident_of(session: Session, tenant: str, job_id: UUID) -> Incident | None:
    """The open one, or None."""
    query = select(Incident).where(
        Incident.tenant_id == tenant, Incident.job_id == job_id, is_word(Incident.state, "open")
    )
    return session.scalars(query.limit(1)).first()
