"""What goes with somebody who has left: what was theirs alone. The rest is given a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, or_, select
from sqlalchemy.orm import Session

from handlers.erasure.child import erase_requests
from handlers.erasure.subject import Subject
from handlers.records.audits import Audit
from handlers.register import Held, tables
from handlers.retention.holding import PARTS

Tables = Mapping[str, tuple[Held, Table]]


def audits_with(session: Session, tenant: str, subject: Subject) -> Sequence[Audit]:
    """The audits they had a part in."""
    theirs = or_(*(part == subject.number for part in PARTS))
    query = select(Audit).where(Audit.tenant_id == tenant, theirs)
    return session.scalars(query.order_by(Audit.reference)).all()


def erase_leaver(session: Session, tenant: str, subject: Subject, now: datetime) -> None:
    """Remove their accounts, identities, sign-ins, drafts, roles, absences and searches.

    Audits, letters and histories they had a part in stay, as the policy needs them.
    """
    there = {table.name: (held, table) for held, table in tables(session)}
    owned = [one for one in there.values() if one[0].through or one[0].owner]
    for held, table in sorted(owned, key=lambda one: (one[0].through is None, one[0].table)):
        session.execute(
            delete(table).where(table.c.tenant_id == tenant, _theirs(held, there, subject))
        )
    erase_requests(session, tenant, subject, now)


def _theirs(held: Held, there: Tables, subject: Subject) -> ColumnElement[bool]:
    _, table = there[held.table]
    if held.through is None:
        return table.c[held.owner] == subject.number
    owner, other = there[held.through.table]
    keys = select(other.c[held.through.key]).where(other.c[owner.owner] == subject.number)
    return table.c[held.through.column].in_(keys)
