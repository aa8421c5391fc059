"""A decision table is edited row by row; what nobody touched stays byte for byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.calendar import Calendar
from engine.decisions import DecisionRefused, Decisions, evaluate, read
from engine.editing.sheets import Sheet, sheets
from engine.editing.tables import (
    EditRefused,
    RowWords,
    with_column,
    with_rows,
    with_switch,
    without_column,
)
from engine.expressions import Settings

NOW = Settings(datetime(2026, 12, 1, 9, tzinfo=UTC), Calendar())
LOAN = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- the library's own -->
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
             xmlns:other="urn:other-tool" id="d" name="Loans" namespace="urn:example">
  <decision id="days" name="How long" other:colour="red">
    <decisionTable id="t" hitPolicy="FIRST">
      <input id="i1" label="In force">
        <inputExpression id="e1"><text>true</text></inputExpression>
      </input>
      <input id="i2" label="Kind">
        <inputExpression id="e2" typeRef="string"><text>kind</text></inputExpression>
      </input>
      <output id="o1" label="Days" name="days" typeRef="number"/>
      <rule id="rare">
        <!-- asked for by the archive -->
        <description>Rare books</description>
        <inputEntry id="c1"><text>false</text></inputEntry>
        <inputEntry id="c2"><text>"rare"</text></inputEntry>
        <outputEntry id="c3"><text>7</text></outputEntry>
      </rule>
      <rule id="others">
        <inputEntry id="c4"><text>true</text></inputEntry>
        <inputEntry id="c5"><text>-</text></inputEntry>
        <outputEntry id="c6"><text>14</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
"""


def sheet(xml: bytes) -> Sheet:
    [found] = sheets(xml, "days.dmn")
    return found


def words(xml: bytes) -> list[RowWords]:
    """The rows as a page would send them back untouched."""
    rows = sheet(xml).rows
    return [RowWords(r.id, r.on is not False, r.inputs, r.outputs, r.note) for r in rows]


def days(xml: bytes, kind: str) -> object:
    return evaluate(read(xml, "days.dmn"), "days", {"kind": kind}, NOW)


def test_a_table_is_read_without_the_column_that_switches_its_rows() -> None:
    found = sheet(LOAN)
    assert [c.label for c in (*found.inputs, *found.outputs)] == ["Kind", "Days"]
    assert [(r.id, r.on, r.inputs, r.outputs, r.note) for r in found.rows] == [
        ("rare", False, ('"rare"',), ("7",), "Rare books"),
        ("others", True, ("-",), ("14",), ""),
    ]


def test_saving_what_was_not_touched_changes_nothing() -> None:
    assert with_rows(LOAN, "days.dmn", "days", words(LOAN)) == LOAN


def test_a_row_that_is_switched_on_counts_and_its_comment_stays() -> None:
    assert days(LOAN, "rare") == 14
    rare, others = words(LOAN)
    edited = with_rows(LOAN, "days.dmn", "days", [replace(rare, on=True), others])
    assert days(edited, "rare") == 7
    assert edited == LOAN.replace(b"<text>false</text>", b"<text>true</text>")


def test_rows_are_added_moved_and_taken_out() -> None:
    rare, others = words(LOAN)
    new = RowWords("", True, ['"film"'], ["3"], "Films & more")
    edited = with_rows(LOAN, "days.dmn", "days", [new, others, rare], "UNIQUE")
    assert [row.note for row in sheet(edited).rows] == ["Films & more", "", "Rare books"]
    assert sheet(edited).policy == "UNIQUE"
    assert b'other:colour="red"' in edited
    assert b"<!-- asked for by the archive -->" in edited
    kept = with_rows(edited, "days.dmn", "days", words(edited)[1:2])
    assert [row.id for row in sheet(kept).rows] == ["others"]


def test_columns_come_and_go_with_their_cells() -> None:
    wide = with_column(LOAN, "days.dmn", "days", "input", "Age", "age")
    wide = with_column(wide, "days.dmn", "days", "output", "Why", "why")
    found = sheet(wide)
    assert ([c.text for c in found.inputs], [c.text for c in found.outputs]) == (
        ["kind", "age"],
        ["days", "why"],
    )
    assert all(len(row.inputs) == len(row.outputs) == 2 for row in found.rows)
    narrow = without_column(wide, "days.dmn", "days", found.inputs[1].id)
    narrow = without_column(narrow, "days.dmn", "days", found.outputs[1].id)
    assert narrow == LOAN
    assert sheet(without_column(LOAN, "days.dmn", "days", "o1")).outputs == sheet(LOAN).outputs


def test_a_table_without_a_switch_gets_one_with_every_row_on() -> None:
    plain = without_column(LOAN, "days.dmn", "days", "i1")
    assert [row.on for row in sheet(plain).rows] == [None, None]
    switched = with_switch(plain, "days.dmn", "days")
    assert [row.on for row in sheet(switched).rows] == [True, True]
    assert days(switched, "rare") == 7


@pytest.mark.parametrize("cell", ["x" * 5_001, "a\x00b"])
def test_a_cell_that_cannot_be_written_is_refused(cell: str) -> None:
    [rare, others] = words(LOAN)
    with pytest.raises(EditRefused, match="A cell holds"):
        with_rows(LOAN, "days.dmn", "days", [replace(rare, inputs=[cell]), others])


def test_a_table_that_is_gone_and_a_file_that_is_none_are_refused() -> None:
    with pytest.raises(EditRefused, match="not in the file any more"):
        with_rows(LOAN, "days.dmn", "other", [])
    with pytest.raises(DecisionRefused):
        sheets(b"<html/>", "days.dmn")


def test_a_decision_is_tried_with_typed_words() -> None:
    from engine.decisions.trying import WordsRefused, asked, tried

    table = LOAN.replace(b'typeRef="string"><text>kind', b'typeRef="number"><text>book.age')
    table = table.replace(b'<text>"rare"', b"<text>&gt; 100").replace(b"<text>false", b"<text>true")
    decisions = Decisions(read(table, "days.dmn"))
    assert [(one.path, one.type) for one in asked(decisions, "days", {})] == [
        ("book.age", "number")
    ]
    outcome = tried(decisions, "days", {"book.age": "120"}, {}, NOW)
    assert (outcome.value, [rule.rule for rule in outcome.rules]) == (7, ["rare"])
    assert tried(decisions, "days", {}, {}, NOW).value == 14
    with pytest.raises(WordsRefused, match=r"book\.age must be a number"):
        tried(decisions, "days", {"book.age": "old"}, {}, NOW)
