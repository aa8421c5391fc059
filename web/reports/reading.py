"""Loading a report for the person who asks, cut to the places they may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, g, request
from sqlalchemy.orm import Session

from engine import queries
from engine.deployments import Deployed
from handlers.reports import reading
from handlers.reports.cube import within
from handlers.reports.notes import words_of
from handlers.reports.period import is_month, is_quarter
from handlers.reports.printing import Words
from handlers.reports.reading import figures_of
from handlers.reports.showing import Places, Shown, shown
from handlers.reports.tables import Report, ReportPack
from web.access.facts import ReportFacts
from web.access.reports import report_facts
from web.parts import parts

Place = tuple[str, str | None]


@dataclass(frozen=True)
class Opened:
    """A report as one person sees it. `areas` are those with pages of their own for them.

    `versions` are all they may see, the newest first, each with why it was made; "" for the first.
    """

    shown: Shown
    words: Sequence[Words]
    areas: tuple[str, ...]
    versions: Sequence[tuple[Report, str]]
    packs: Sequence[ReportPack]
    used: Deployed


def kind_of(period: str) -> str:
    """month or quarter; "" for what is neither."""
    return "month" if is_month(period) else "quarter" if is_quarter(period) else ""


def facts(period: str, area: str = "") -> ReportFacts | None:
    """What of a period's report the person may read; None where there is no such report."""
    here, kind = parts(), kind_of(period)
    with here.database.read() as db:
        found = report_facts(db, here.engine, g.actor, kind)
        if _chosen(_versions(db, period, found.drafts)) is None:
            return None
        return ReportFacts(cut(found.places, area), found.drafts) if area else found


def cut(places: frozenset[Place] | None, area: str) -> frozenset[Place]:
    """What of an area may be read: all of it, or the districts of it."""
    if places is None or (area, None) in places:
        return frozenset({(area, None)})
    return frozenset(place for place in places if place[0] == area)


def opened(db: Session, period: str, area: str = "") -> Opened:
    """The report; 404 when there is nothing in it for this area."""
    here, fact = parts(), g.resource
    known = _versions(db, period, fact.drafts)
    row = _chosen(known)
    if row is None:
        abort(404)
    # As it was laid out when the figures were taken: a share is worked out of them by the layout.
    used = here.engine.context.deployments.get(db, row.deployment_id)
    cube = within(figures_of(row), _list(fact.places))
    areas = sorted({cell.area for cell in cube})
    if area and area not in areas:
        abort(404)
    made = shown(db, row, used.bundle, row.kind, _list(fact.places), _about(fact, area))
    wanted = None if fact.places is None else areas
    return Opened(
        made,
        words_of(db, row, used.bundle, areas=wanted),
        () if area else tuple(areas),
        [(one, _reason(db, one)) for one in known],
        reading.packs(db, here.tenant, row.id) if fact.places is None else (),
        used,
    )


def _reason(db: Session, row: Report) -> str:
    """Why the figures were corrected; "" for a first version."""
    if row.correction is None:
        return ""
    said = queries.submission(db, parts().tenant, row.correction).answers
    return str(said.get("reason", ""))


def _versions(db: Session, period: str, drafts: bool) -> Sequence[Report]:
    return reading.versions(db, parts().tenant, kind_of(period), period, drafts=drafts)


def _chosen(versions: Sequence[Report]) -> Report | None:
    """The version the address asks for, such as ?version=1; the newest when it asks for none."""
    asked = request.args.get("version", "")
    kept = [one for one in versions if asked in ("", str(one.version))]
    return kept[0] if kept else None


def _list(places: frozenset[Place] | None) -> Places:
    return None if places is None else sorted(places, key=str)


def _about(fact: ReportFacts, area: str) -> str:
    if fact.places is None or (area, None) in fact.places:
        return area
    return ", ".join(sorted(_name(place) for place in fact.places))


def _name(place: Place) -> str:
    area, district = place
    if district is None:
        return area
    return district or f"{area}, services of the whole area"
