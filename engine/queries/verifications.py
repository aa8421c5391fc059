"""Looks at every chain of seals that were taken."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.tables import Verification


def verifications(session: Session, tenant: str, most: int = 10) -> Sequence[Verification]:
    """The latest, newest first."""
    query = select(Verification).where(Verification.tenant_id == tenant)
    return session.scalars(query.order_by(Verification.begun_at.desc()).limit(most)).all()
