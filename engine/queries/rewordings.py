"""Whether a line fits the one before it, also when somebody was erased from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.chain import seal
from engine.tables import AuditLog, History, Rewording

KEYS: Mapping[str, tuple[str, ...]] = {
    History.__tablename__: ("instance_id", "seq"),
    AuditLog.__tablename__: ("seq",),
}


# Under this name the audit log notes the seal of all rewordings, whenever some were made.
NOTED = "rewordings"


def seal_of_all(session: Session, tenant: str) -> str:
    """One digest over every rewording there is; "" while there is none.

    Noted in the audit log, it keeps anybody from passing off a changed line as a reworded one: its
    rewording would not be in the seal, and the line that notes the seal is in the chain.
    """
    query = select(Rewording.place, Rewording.key, Rewording.digest).where(
        Rewording.tenant_id == tenant
    )
    lines = sorted("|".join(row) for row in session.execute(query))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def fits(session: Session, place: str, before: str, line: Mapping[str, object]) -> bool:
    """Whether the line has the seal it ought to carry after the one sealed with `before`.

    A line that was worded anew keeps the seal of its first words, which the next one follows;
    what it says now must be what was sealed when that was done.
    """
    ought = seal(before, line)
    if line["digest"] == ought:
        return True
    key = "/".join(str(line[name]) for name in KEYS[place])
    row = session.get(Rewording, (line["tenant_id"], place, key))
    return row is not None and row.digest == ought
