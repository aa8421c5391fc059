"""Keeping a search under a name, and forgetting it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.database import insert_rows
from engine.errors import NotFound
from web.operations.instances.filters import Chosen
from web.operations.instances.tables import SavedSearch

LONGEST = 100


def searches(session: Session, tenant: str, person: str) -> Sequence[SavedSearch]:
    """One's own and those shared by others, by name."""
    mine = or_(SavedSearch.by == person, SavedSearch.shared)
    query = select(SavedSearch).where(SavedSearch.tenant_id == tenant, mine)
    return session.scalars(query.order_by(SavedSearch.name, SavedSearch.id)).all()


def keep(
    session: Session,
    tenant: str,
    chosen: Chosen,
    *,
    name: str,
    shared: bool,
    by: str,
    now: datetime,
) -> None:
    """Keep what is chosen; a search of one's own with the same name is replaced."""
    old = select(SavedSearch).where(SavedSearch.tenant_id == tenant, SavedSearch.by == by)
    for row in session.scalars(old.where(SavedSearch.name == name)):
        session.delete(row)
    session.flush()
    kept = {"id": uuid4(), "name": name, "by": by, "shared": shared, "created_at": now}
    insert_rows(session, SavedSearch, [{"tenant_id": tenant, "filters": chosen.address(), **kept}])


def forget(session: Session, tenant: str, search_id: UUID, *, by: str) -> str:
    """Forget a search of one's own; its name. NotFound for anybody else's."""
    row = session.get(SavedSearch, (tenant, search_id))
    if row is None or row.by != by:
        raise NotFound("There is no such search of yours.")
    session.delete(row)
    return row.name
