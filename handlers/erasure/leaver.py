"""What goes with somebody who has left: what was theirs alone. The rest is given a token."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from engine.database import Base
from handlers.erasure.child import erase_requests
from handlers.erasure.subject import Subject
from handlers.records.audits import Audit
from handlers.register import Held, tables
from handlers.retention.holding import PARTS


def audits_with(session: Session, tenant: str, subject: Subject) -> Sequence[Audit]:
    """The audits they had a part in."""
    theirs = or_(*(part == subject.number for part in PARTS))
    query = select(Audit).where(Audit.tenant_id == tenant, theirs)
    return session.scalars(query.order_by(Audit.reference)).all()


def erase_leaver(session: Session, tenant: str, subject: Subject, now: datetime) -> None:
    """Remove their accounts, identities, sign-ins, drafts, roles, absences and searches.

    Audits, letters and histories they had a part in stay, as the policy needs them.
    """
    owned = [held for held, _ in tables() if held.through or held.owner]
    for held in sorted(owned, key=lambda one: one.through is None):
        _remove(session, tenant, held, subject)
    erase_requests(session, tenant, subject, now)


def _remove(session: Session, tenant: str, held: Held, subject: Subject) -> None:
    table = Base.metadata.tables[held.table]
    if held.through is None:
        mine = table.c[held.owner] == subject.number
    else:
        other = Base.metadata.tables[held.through.table]
        owner = next(one.owner for one, found in tables() if found is other)
        keys = select(other.c[held.through.key]).where(
            other.c.tenant_id == tenant, other.c[owner] == subject.number
        )
        mine = table.c[held.through.column].in_(keys)
    session.execute(delete(table).where(table.c.tenant_id == tenant, mine))
