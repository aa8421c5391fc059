"""References as links, for those who may read what is behind them."""

from __future__ import annotations

from collections.abc import Iterable

from flask import g, url_for
from sqlalchemy import select

from handlers.records.audits import Audit
from web.access.audits import visible
from web.access.named import audit_readers
from web.parts import parts

AT_ONCE = 500


def readable(references: Iterable[str | None]) -> dict[str, str]:
    """The page of each of these audits that the person may read, by its reference."""
    here, wanted = parts(), sorted({one for one in references if one})
    found: list[str] = []
    with here.database.read() as db:
        for first in range(0, len(wanted), AT_ONCE):
            query = select(Audit.reference).where(
                visible(g.actor, here.tenant, audit_readers()),
                Audit.reference.in_(wanted[first : first + AT_ONCE]),
            )
            found += db.scalars(query)
    return {one: url_for("audits.audit", reference=one) for one in found}
