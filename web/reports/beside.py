"""Figures and earlier words beside a user task about a report, for whoever has the user task."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import NotFound
from engine.tables import UserTask
from handlers.reports.chart import chart
from handlers.reports.notes import FORMS, words_of
from handlers.reports.printing import Words
from handlers.reports.reading import report
from handlers.reports.showing import Shown, shown
from web.parts import parts


@dataclass(frozen=True)
class Beside:
    """The report, what was written about it, newest last, and how its charts are drawn."""

    shown: Shown
    words: list[Words]
    chart = staticmethod(chart)


def figures_beside(row: UserTask) -> Beside | None:
    """For the page of a user task; None unless its context names a report."""
    context, here = row.details.get("context") or {}, parts()
    wanted, area = context.get("report"), str(context.get("area") or "")
    if not isinstance(wanted, str):
        return None
    bundle = here.engine.deployed(row.deployment_id).bundle
    with here.database.read() as db:
        try:
            found = report(db, here.tenant, wanted)
        except (NotFound, ValueError):
            return None
        places = [(area, None)] if area else None
        return Beside(
            shown(db, found, bundle, found.kind, places, area),
            words_of(db, found, bundle, tuple(FORMS), [area] if area else None),
        )
