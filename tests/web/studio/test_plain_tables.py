"""Decision tables are edited in plain fields and tried with words."""

from __future__ import annotations

import re
from html import unescape

from tests.web.studio.library import library
from tests.web.studio.plain import app, books, fields, here, kept, olive, parts

__all__ = ["app", "books", "here", "olive", "parts"]


def test_a_row_is_switched_on_and_a_cell_changed(parts, olive, here, books):
    page = olive.get(f"{here}/tables/days.dmn").text
    sent = {**fields(page), "t0.0.on": "yes", "t0.0.o0": "3"}
    assert "t0.0.on" not in fields(page)
    answer = olive.post(f"{here}/tables/days.dmn", data=sent)
    assert answer.status_code == 303
    assert answer.location.endswith("/tables/days.dmn")
    before = library()["days.dmn"].decode()
    after = before.replace("<text>false</text>", "<text>true</text>").replace(">7<", ">3<")
    assert kept(parts, books, "days.dmn") == after


def test_rows_come_move_and_go_by_buttons(parts, olive, here):
    def press(action: str, **typed: str) -> list[str]:
        page = olive.get(f"{here}/tables/days.dmn").text
        olive.post(f"{here}/tables/days.dmn", data={**fields(page), **typed, "_action": action})
        return re.findall(
            r'name="t0\.\d+\.id" value="([^"]*)"', olive.get(f"{here}/tables/days.dmn").text
        )

    [_, _, new] = press("add:0")
    assert press("up:0:2") == ["rare", new, "others"]
    assert press("remove:0:0") == [new, "others"]
    assert press("column:0:input", **{"t0.new.label": "Age", "t0.new.text": "age"})
    page = olive.get(f"{here}/tables/days.dmn").text
    assert "Row 1, Age" in page
    [column] = re.findall(r'value="drop:0:(input_\w+)"', page)
    press(f"drop:0:{column}")
    assert "Row 1, Age" not in olive.get(f"{here}/tables/days.dmn").text


def test_a_table_is_tried_with_words(olive, here):
    def answer(**given: str) -> str:
        words = {"decision": "days", **{f"given.{name}": word for name, word in given.items()}}
        return unescape(olive.get(f"{here}/tables/days.dmn", query_string=words).text)

    page = answer(kind="rare")
    assert "Answer: <code>14</code>" in page
    assert "Row 2: All others" in page
    assert "given.parameters" not in page


def test_a_table_that_cannot_be_read_is_told_and_its_text_is_still_there(parts, olive, here, books):
    parts.changes.write_many(books, {"days.dmn": b"<broken"}, by="olive")
    page = unescape(olive.get(f"{here}/tables/days.dmn").text)
    assert "The file is not readable XML near line 1." in page
    assert "&lt;broken" in olive.get(f"{here}/text/days.dmn").text


def test_headings_are_words_and_formulas_stand_behind_technical_details(olive, here):
    page = olive.get(f"{here}/tables/days.dmn").text
    heading = re.search(r"<thead.*?</thead>", page, re.S)
    assert heading is not None
    assert "<code" not in heading[0]
    assert "Kind</th>" in heading[0]
    assert "Kind tests <code>kind</code>" in page
