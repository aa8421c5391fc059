"""A report as somebody may read it: the layout's tables, made of stored figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.errors import Permanent
from handlers.reports.cube import Cube, within
from handlers.reports.figures import Table, table
from handlers.reports.layout import Layout, Part, layouts
from handlers.reports.period import last_months, months_of
from handlers.reports.reading import figures_of, months, name_of
from handlers.reports.suppress import suppress
from handlers.reports.tables import Report
from handlers.reports.wording import wording

Places = Sequence[tuple[str, str | None]] | None


@dataclass(frozen=True)
class Shown:
    """What a page, a PDF and a CSV of a report show. `about` says whose figures they are."""

    layout: str
    title: str
    period: str
    about: str
    report: Report
    tables: tuple[Table, ...]
    outside: bool


def shown(
    session: Session,
    report: Report,
    bundle: Bundle,
    layout: str,
    places: Places = None,
    about: str = "",
) -> Shown:
    """The report for these places, everywhere for None. Permanent when there is no such layout."""
    found = layouts(bundle).get(layout)
    if found is None:
        raise Permanent(f"The bundle has no reports/{layout}.toml: add it and deploy.")
    words, threshold = wording(bundle), int(bundle.parameters.get("small_number", 5))
    read = _months(session, report, max(part.months for part in found.parts), places)
    own = within(figures_of(report), places)
    tables = (table(part, _cubes(report, own, read, part), words) for part in found.parts)
    kept = [one for one in tables if not one.empty]
    if found.outside:
        kept = [suppress(one, threshold) for one in kept]
    whose = about or "The whole council"
    period = name_of(session, report)
    return Shown(layout, found.title, period, whose, report, tuple(kept), found.outside)


def layout_for(report: Report, bundle: Bundle) -> Layout:
    """The layout the pages show: the one named like the kind of the report."""
    found = layouts(bundle).get(report.kind)
    if found is None:
        raise Permanent(f"The bundle has no reports/{report.kind}.toml: add it and deploy.")
    return found


def _months(session: Session, report: Report, count: int, places: Places) -> dict[str, Cube]:
    """The months up to the report's last as they stood when its figures were taken, each read once
    for all parts: a later correction of one of them changes no report that was there before."""
    wanted = last_months(months_of(report.period)[-1], count)
    read = months(session, report.tenant_id, wanted, report.computed_at)
    return {month: within(cube, places) for month, cube in read.items()}


def _cubes(report: Report, own: Cube, read: Mapping[str, Cube], part: Part) -> dict[str, Cube]:
    """The figures a part is made of, by month; those of the report itself under its last month."""
    last = months_of(report.period)[-1]
    if part.months == 1:
        return {last: own}
    known = {**read, last: own} if report.kind == "month" else read
    return {month: known[month] for month in last_months(last, part.months) if month in known}
