"""What the page of a decision table posts: its rows as fields, and the button that was used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.editing.columns import POLICY_WORDS
from engine.editing.sheets import Sheet, sheets
from engine.editing.tables import (
    EditRefused,
    RowWords,
    with_column,
    with_rows,
    with_switch,
    without_column,
)

Form = Mapping[str, str]
NEW = "What a column tests, or is called, is empty. Fill it in, then add the column."


@dataclass(frozen=True)
class Action:
    """A button: what it does, in which table of the file, and to which row or column."""

    what: str = "save"
    table: int = 0
    which: str = ""

    @classmethod
    def of(cls, form: Form) -> Action:
        """The button that was used; plain saving when it was none that is known."""
        what, _, rest = form.get("_action", "save").partition(":")
        table, _, which = rest.partition(":")
        return cls(what, int(table) if table.isdecimal() else 0, which)


def edited(xml: bytes, file: str, form: Form) -> bytes:
    """The file with what was typed, and what the button asked for. Raises EditRefused and
    DecisionRefused."""
    action = Action.of(form)
    for number, sheet in enumerate(sheets(xml, file)):
        if f"t{number}.rows" in form:
            rows = _moved(_rows(form, number, sheet), action if action.table == number else None)
            policy = form.get(f"t{number}.policy", "")
            xml = with_rows(
                xml, file, sheet.decision, rows, policy if policy in POLICY_WORDS else ""
            )
            if action.table == number:
                xml = _columns(xml, file, sheet, form, action)
    return xml


def _rows(form: Form, table: int, sheet: Sheet) -> list[RowWords]:
    count = form.get(f"t{table}.rows", "0")
    return [
        RowWords(
            id=form.get(f"t{table}.{row}.id", ""),
            on=sheet.switch is None or form.get(f"t{table}.{row}.on") == "yes",
            inputs=[form.get(f"t{table}.{row}.i{n}", "") for n in range(len(sheet.inputs))],
            outputs=[form.get(f"t{table}.{row}.o{n}", "") for n in range(len(sheet.outputs))],
            note=form.get(f"t{table}.{row}.note", ""),
        )
        for row in range(min(int(count) if count.isdecimal() else 0, 2_000))
    ]


def _moved(rows: list[RowWords], action: Action | None) -> list[RowWords]:
    """The rows after the button: one more, one less, or in another order."""
    if action is None:
        return rows
    if action.what == "add" and rows:
        empty = RowWords("", True, [""] * len(rows[0].inputs), [""] * len(rows[0].outputs), "")
        return [*rows, empty]
    place = int(action.which) if action.which.isdecimal() else -1
    if not 0 <= place < len(rows):
        return rows
    if action.what == "remove":
        return rows[:place] + rows[place + 1 :]
    other = place + {"up": -1, "down": 1}.get(action.what, 0)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return rows


def _columns(xml: bytes, file: str, sheet: Sheet, form: Form, action: Action) -> bytes:
    if action.what == "switch":
        return with_switch(xml, file, sheet.decision)
    if action.what == "drop":
        return without_column(xml, file, sheet.decision, action.which)
    if action.what != "column":
        return xml
    label = form.get(f"t{action.table}.new.label", "").strip()
    text = form.get(f"t{action.table}.new.text", "").strip()
    if not label or not text:
        raise EditRefused(NEW)
    return with_column(xml, file, sheet.decision, action.which, label, text)
