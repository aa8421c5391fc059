"""The page of reports is tried on an invented one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.bundle import Bundle
from engine.registry import Registry
from handlers.checking import check
from handlers.documents.press import Asset, Paper
from handlers.reports import printing
from handlers.reports.sample import sample_paper

PAGE = b"""{{ report.title }}: {% for one in tables %}{{ one.table.title }}
{% for row in one.table.lines %}{{ row.label }} {{ row.total }} {% endfor %}{% endfor %}
{% for part in words %}{{ part.heading }}{% endfor %}"""


def test_an_invented_report_fills_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[str] = []

    def press(html: str, assets: Mapping[str, Asset]) -> Paper:
        laid_out.append(html)
        return Paper(b"", 1)

    monkeypatch.setattr(printing, "press", press)
    manifest = b'key = "example"\n'
    sample_paper(Bundle({"bundle.toml": manifest, "documents/report.html": PAGE}))
    [html] = laid_out
    assert "Audits of the month: Audits by area" in html
    assert "East 8 West 6 Everywhere 14" in html
    assert "Analysis" in html


def test_a_page_of_reports_that_cannot_be_filled_in_is_told() -> None:
    files = {"bundle.toml": b'key = "example"\n', "documents/report.html": PAGE}
    assert check(Bundle(files), Registry([])) == []
    files["documents/report.html"] = b"{{ report.report.until + 1 }}"
    [found] = check(Bundle(files), Registry([]))
    assert (found.file, found.rule) == ("documents/report.html", "page-not-filled")
