"""An invented report with a table and a chart: to try the page of reports on."""

from __future__ import annotations

from datetime import UTC, datetime

from engine.bundle import Bundle
from handlers.documents.press import Paper
from handlers.reports.figures import Row, Table
from handlers.reports.printing import Words, paper
from handlers.reports.showing import Shown
from handlers.reports.tables import Report

UNTIL = datetime(2026, 12, 31, 18, tzinfo=UTC)
WORDS = Words("Analysis", (("What the figures say", "An example, in a few words."),))


def sample(outside: bool = False) -> Shown:
    """The report as it would be for an invented month."""
    rows = (Row("East", (3, 5), 8, ()), Row("West", (4, 2), 6, ()))
    total = Row("Everywhere", (7, 7), 14, ())
    table = Table(
        "example", "Audits by area", "An example.", "Area", ("Good", "Adequate"), (), rows, total
    )
    report = Report(
        kind="month",
        period="2026-12",
        version=1,
        since=None,
        until=UNTIL,
        figures={},
        digest="0" * 64,
    )
    return Shown(
        "month",
        "Audits of the month",
        "December 2026",
        "The whole council",
        report,
        (table,),
        outside,
    )


def sample_paper(bundle: Bundle) -> Paper:
    """The PDF of the invented report. Permanent when the page is missing or wrong."""
    return paper(sample(), bundle, (WORDS,))
