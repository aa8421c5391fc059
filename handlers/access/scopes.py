"""What a role can be held for: a team, a district, an area, or all of the council."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.directory.tables import Team

ALL = "All of the council"


def scopes(session: Session, tenant: str) -> dict[str, str]:
    """Every scope with its words, the widest first."""
    rows = session.scalars(
        select(Team).where(Team.tenant_id == tenant).order_by(Team.name, Team.id)
    ).all()
    areas = {row.area: f"Area {row.area}" for row in rows if row.area}
    districts = {row.district: f"District {row.district}" for row in rows if row.district}
    teams = {row.id: f"Team {row.name}" for row in rows}
    return {"": ALL, **dict(sorted(areas.items())), **dict(sorted(districts.items())), **teams}


def known_scope(session: Session, tenant: str, scope: str) -> bool:
    """Whether there is such a scope."""
    return scope in scopes(session, tenant)
