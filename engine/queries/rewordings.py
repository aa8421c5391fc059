"""Whether a line fits the one before it, also when somebody was erased from it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from engine.chain import seal
from engine.tables import AuditLog, History, Rewording

KEYS: Mapping[str, tuple[str, ...]] = {
    History.__tablename__: ("instance_id", "seq"),
    AuditLog.__tablename__: ("seq",),
}


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
