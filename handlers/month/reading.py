"""Reading a month: the versions published, and who got which case and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.directory.reading import names
from handlers.month.tables import AuditMonth, ListChange, PublishedList
from handlers.records.audits import Audit, Draw

RELAXED = {
    "": "",
    "no": "No case may be drawn",
    "relaxed_1": "Audited within the look-back, as nothing else was left",
    "relaxed_2": "A family drawn already, as nothing else was left",
    "relaxed_3": "A restricted record, as nothing else was left",
}


@dataclass(frozen=True)
class Lot:
    """One line of the draw, with names instead of ids."""

    auditor: str
    availability: str
    reference: str
    considered: int
    relaxed: str
    reviewer: str
    instead_of: str
    state: str


@dataclass(frozen=True)
class DrawPage:
    """A month's draw: the month, its seed, a line for each auditor, and the changes by hand."""

    month: str
    row: AuditMonth | None
    draw: Draw
    lots: Sequence[Lot]
    changes: Sequence[ListChange]
    people: Mapping[str, str]


def drawn_months(session: Session, tenant: str) -> Sequence[str]:
    """The months that were drawn, the newest first."""
    query = select(Draw.month).where(Draw.tenant_id == tenant).order_by(Draw.month.desc())
    return session.scalars(query).all()


def draw_page(session: Session, tenant: str, month: str) -> DrawPage | None:
    """The draw of a month; None when it was not drawn."""
    draw = session.get(Draw, (tenant, month))
    if draw is None:
        return None
    audits = {
        one.reference: one
        for one in session.scalars(
            select(Audit).where(Audit.tenant_id == tenant, Audit.month == month)
        )
    }
    query = select(ListChange).where(ListChange.tenant_id == tenant, ListChange.month == month)
    changes = session.scalars(query.order_by(ListChange.at, ListChange.reference)).all()
    row = session.get(AuditMonth, (tenant, month))
    people = names(session, tenant, list(_ids(draw, audits, changes, row)))
    lots = [_lot(line, audits, people) for line in draw.log]
    return DrawPage(month, row, draw, lots, changes, people)


def published_months(session: Session, tenant: str, today: date) -> Sequence[str]:
    """The months whose list may be seen today, the newest first."""
    query = select(PublishedList.month).where(
        PublishedList.tenant_id == tenant, PublishedList.gone_on > today
    )
    return session.scalars(query.distinct().order_by(PublishedList.month.desc())).all()


def published(
    session: Session, tenant: str, month: str, today: date, version: int | None = None
) -> tuple[PublishedList, list[int]] | None:
    """A version of a month's list, the newest unless one is named, and the numbers of all.

    None when there is none, or it is gone.
    """
    query = select(PublishedList).where(
        PublishedList.tenant_id == tenant,
        PublishedList.month == month,
        PublishedList.gone_on > today,
    )
    found = {one.version: one for one in session.scalars(query)}
    chosen = found.get(version or max(found, default=0))
    return (chosen, sorted(found, reverse=True)) if chosen is not None else None


def _ids(
    draw: Draw,
    audits: Mapping[str, Audit],
    changes: Sequence[ListChange],
    row: AuditMonth | None,
) -> set[str]:
    found = {str(line["auditor"]) for line in draw.log}
    found |= {one.reviewer for one in audits.values() if one.reviewer}
    for change in changes:
        found |= {x for x in (change.by, change.before, change.after) if x}
    return found | {x for x in (draw.by, row.released_by if row else None) if x}


def _lot(line: Mapping[str, Any], audits: Mapping[str, Audit], people: Mapping[str, str]) -> Lot:
    audit = audits.get(str(line.get("reference")))
    return Lot(
        people.get(line["auditor"], line["auditor"]),
        line["availability"],
        audit.reference if audit else "",
        line["considered"],
        RELAXED.get(line["relaxed"], line["relaxed"]),
        people.get(audit.reviewer or "", "") if audit else "",
        str(line.get("instead_of", "")),
        audit.state if audit else "",
    )
