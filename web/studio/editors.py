"""Which page edits which file of a change, and what files are called by those who own them."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote, urlencode
from uuid import UUID

from flask import url_for

from engine.bundle import MANIFEST
from engine.changes import ChangeView
from web.parts import parts
from web.studio.steps import Status
from web.words import count

PAGES = {".bpmn": "diagrams", ".dmn": "tables", ".form": "forms"}
LETTERS = "mail/"


def editor_of(change_id: UUID, path: str, element: str = "") -> str:
    """The address of the page that edits a file; at the element, where it has one. "" for a
    picture, which is only replaced."""
    kind = PurePosixPath(path).suffix
    if kind == ".png":
        return ""
    below = "settings" if path == MANIFEST else f"{_page(path, kind)}/{quote(path)}"
    address = f"{url_for('studio.task_list', change_id=change_id)}/{below}"
    return f"{address}?{urlencode({'element': element})}" if element else address


def edited_status(change: ChangeView) -> Status:
    """How many files differ from what the change was begun from."""
    marked = sum(1 for one in parts().changes.files(change.id) if one.mark)
    return Status(f"{count(marked, 'file')} changed", "blue") if marked else Status("Nothing yet")


def _page(path: str, kind: str) -> str:
    if path.endswith("/form.toml"):
        return "sections"
    if kind in PAGES:
        return PAGES[kind]
    return "letters" if path.startswith(LETTERS) else "text"
