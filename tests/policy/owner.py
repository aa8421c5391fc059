"""What a process owner does to a bundle with an editor: settings and rows of tables, no Python."""

from __future__ import annotations

import json
import re

from lxml import etree

from engine.bundle import Bundle

DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"


def changed(bundle: Bundle, path: str, content: bytes) -> Bundle:
    """The bundle with one file changed. It must have been there, and be different."""
    assert bundle.files[path] != content
    return Bundle({**bundle.files, path: content})


def with_setting(bundle: Bundle, name: str, value: object) -> Bundle:
    """The bundle with another value for one of its parameters."""
    text, count = re.subn(
        rf"^{name} = .*$", f"{name} = {json.dumps(value)}", bundle.text("bundle.toml"), flags=re.M
    )
    assert count == 1
    return changed(bundle, "bundle.toml", text.encode())


def switched_on(bundle: Bundle, table: str, remark: str) -> Bundle:
    """The bundle with the rows of a table in force that are off and carry this remark."""
    root = etree.fromstring(bundle.files[f"{table}.dmn"])
    notes = [n for n in root.iter(f"{DMN}description") if _is_off(n.text or "", remark)]
    assert notes, f"no row of {table} is off for {remark}"
    for note in notes:
        cell = note.getparent().find(f"{DMN}inputEntry/{DMN}text")
        assert cell.text == "false"
        cell.text = "true"
    return changed(bundle, f"{table}.dmn", etree.tostring(root))


def with_cell(bundle: Bundle, table: str, cell: str, text: str) -> Bundle:
    """The bundle with another text in one cell of a table, by the cell's id."""
    root = etree.fromstring(bundle.files[f"{table}.dmn"])
    [found] = root.iterfind(f".//*[@id='{cell}']/{DMN}text")
    found.text = text
    return changed(bundle, f"{table}.dmn", etree.tostring(root))


def _is_off(note: str, remark: str) -> bool:
    return note.startswith("Off.") and remark in note
