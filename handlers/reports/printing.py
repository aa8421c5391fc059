"""A report as a tagged PDF: the page documents/report.html of the bundle, charts as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.bundle import Bundle
from handlers.documents.pages import assets, fill
from handlers.documents.press import BASE, Asset, Paper, press
from handlers.reports.chart import chart, described
from handlers.reports.figures import Table
from handlers.reports.showing import Shown

MEDIA_TYPE = "application/pdf"
TEMPLATE = "report.html"


@dataclass(frozen=True)
class Words:
    """What somebody wrote, under a heading."""

    heading: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Printed:
    """A table with the address of its chart, "" for none, and what the chart says."""

    table: Table
    chart: str
    described: str


def paper(shown: Shown, bundle: Bundle, words: Sequence[Words] = ()) -> Paper:
    """The PDF. Permanent when the template is missing or cannot be laid out."""
    html, pictures = page(shown, bundle, words)
    return press(html, {**assets(bundle), **pictures})


def page(shown: Shown, bundle: Bundle, words: Sequence[Words]) -> tuple[str, dict[str, Asset]]:
    """The page before it is laid out, and its charts. Permanent when the template does not fit."""
    charts = {f"chart-{one.key}.svg": chart(one) for one in shown.tables}
    pictures = {BASE + name: (svg.encode(), "image/svg+xml") for name, svg in charts.items() if svg}
    printed = [
        Printed(one, name if svg else "", described(one))
        for one, (name, svg) in zip(shown.tables, charts.items(), strict=True)
    ]
    known = {"report": shown, "tables": printed, "words": words, "parameters": bundle.parameters}
    return fill(bundle, TEMPLATE, known), pictures
