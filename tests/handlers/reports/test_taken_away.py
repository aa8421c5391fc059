"""CSV and PDF read back, and charts that say what they show (R121, R123)."""

from __future__ import annotations

import csv
import io

import pytest
from lxml import etree
from pypdf import PdfReader

from engine.bundle import Bundle
from handlers.reports.chart import chart
from handlers.reports.figures import Row, Table
from handlers.reports.printing import paper
from handlers.reports.reading import latest
from handlers.reports.sheet import HEADINGS, safe, sheet
from handlers.reports.showing import Shown, shown
from tests.handlers.office import TENANT, Office
from tests.pango import need_pango


def opened(past: Office, bundle: Bundle, kind: str, period: str, layout: str) -> Shown:
    with past.database.read() as session:
        row = latest(session, TENANT, kind, period)
        assert row is not None
        return shown(session, row, bundle, layout)


def test_the_csv_holds_every_number_of_every_table(past: Office, bundle: Bundle) -> None:
    found = opened(past, bundle, "month", "2026-09", "month")
    rows = list(csv.reader(io.StringIO(sheet(found).decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEADINGS
    one = found.tables[0]
    read = {(r[4], r[5]): r[6] for r in rows[1:] if r[3] == one.title}
    for row in one.lines:
        for column, n in zip(one.columns, row.counts, strict=True):
            assert read[row.label, column] == str(n)
    assert {r[3] for r in rows[1:]} == {table.title for table in found.tables}


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@cmd", "\tx", "\rx"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe("North") == "North"


def test_the_boards_pack_withholds_small_numbers_and_names_no_district(
    past: Office, bundle: Bundle
) -> None:
    found = opened(past, bundle, "quarter", "2026-Q3", "board_pack")
    text = sheet(found).decode()
    numbers = [n for table in found.tables for row in table.lines for n in (*row.counts, row.total)]
    assert not [n for n in numbers if n is not None and 0 < n < 5]
    assert "withheld" in text
    assert not [one for one in ("Dartford", "Gravesham", "Ashford", "Dover") if one in text]


def test_the_pdf_is_tagged_and_says_what_the_page_says(past: Office, bundle: Bundle) -> None:
    need_pango()
    found = opened(past, bundle, "quarter", "2026-Q3", "board_pack")
    made = PdfReader(io.BytesIO(paper(found, bundle).content))
    text = " ".join(page.extract_text() for page in made.pages)
    assert "July to September 2026" in text
    assert found.tables[0].title in text
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_each_chart_says_in_words_what_it_shows_and_uses_no_script() -> None:
    rows = (Row("A & B", (3, 1), 4, ("75%",)), Row("C", (0, 2), 2, ("0%",)))
    made = Table("k", "Completion", "", "Area", ("On time", "Late"), ("Share",), rows, None, "bars")
    root = etree.fromstring(chart(made))
    kinds = {str(etree.QName(one).localname) for one in root.iter()}
    assert {"title", "desc", "pattern", "rect", "text"} <= kinds
    assert "script" not in kinds
    assert not [one for one in root.iter() if "style" in one.attrib]
    [described] = [one.text for one in root.iter() if str(one.tag).endswith("desc")]
    assert described == "A & B: share 75%; C: share 0%"


def test_a_line_leaves_out_months_without_a_share() -> None:
    rows = tuple(Row(f"May 20{n}", (1,), 1, (text,)) for n, text in [(25, "50%"), (26, "–")])
    made = Table("k", "Trend", "", "Month", ("Yes",), ("Share",), rows, None, "lines")
    root = etree.fromstring(chart(made))
    assert len([one for one in root.iter() if str(one.tag).endswith("circle")]) == 1


def test_a_table_with_withheld_numbers_has_no_chart() -> None:
    rows = (Row("A", (None, 9), 9, ("–",)),)
    assert not chart(Table("k", "t", "", "Area", ("x", "y"), ("s",), rows, None, "bars"))
