"""The imports there have been."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.intake.tables import ExtractImport


def last_imports(session: Session, tenant: str, many: int = 5) -> Sequence[ExtractImport]:
    """The last imports, the newest first."""
    query = select(ExtractImport).where(ExtractImport.tenant_id == tenant)
    return session.scalars(query.order_by(ExtractImport.at.desc()).limit(many)).all()
