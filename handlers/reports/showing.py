"""A report as somebody may read it: the layout's tables, made of stored figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.errors import Permanent
from handlers.reports.cube import Cube, within
from handlers.reports.figures import Table, table
from handlers.reports.layout import Layout, Part, layouts
from handlers.reports.period import last_months, months_of, title
from handlers.reports.reading import figures_of, months
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
    tables = (table(part, _cubes(session, report, part, places), words) for part in found.parts)
    kept = [one for one in tables if not one.empty]
    if found.outside:
        kept = [suppress(one, threshold) for one in kept]
    whose = about or "The whole council"
    period = title(report.period)
    return Shown(layout, found.title, period, whose, report, tuple(kept), found.outside)


def layout_for(report: Report, bundle: Bundle) -> Layout:
    """The layout the pages show: the one named like the kind of the report."""
    found = layouts(bundle).get(report.kind)
    if found is None:
        raise Permanent(f"The bundle has no reports/{report.kind}.toml: add it and deploy.")
    return found


def _cubes(session: Session, report: Report, part: Part, places: Places) -> dict[str, Cube]:
    """The figures a part is made of, by month; those of the report itself under its last month."""
    last = months_of(report.period)[-1]
    if part.months == 1:
        return {last: within(figures_of(report), places)}
    earlier = last_months(last, part.months)
    found = months(session, report.tenant_id, earlier)
    if report.kind == "month":
        found[last] = figures_of(report)
    return {month: within(found.get(month, Counter()), places) for month in earlier}
