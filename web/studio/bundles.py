"""The versions of a bundle, as they were deployed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from engine.tables import Deployment
from web.parts import parts


def versions(key: str) -> Sequence[Deployment]:
    """Every version of the bundle, the latest first; [] when it was never deployed."""
    here = parts()
    mine = (Deployment.tenant_id == here.tenant, Deployment.key == key)
    with here.database.read() as db:
        return db.scalars(select(Deployment).where(*mine).order_by(Deployment.version.desc())).all()
