"""The files of a change by kind, as their owners know them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from engine.changes import FileView
from web.inbox.lost import name_of
from web.parts import parts
from web.studio import naming
from web.studio.editors import editor_of


@dataclass(frozen=True)
class Line:
    """A file with what it is about, where it is edited, and who has it in hand."""

    file: FileView
    title: str
    href: str
    holder: str


def grouped(
    change_id: UUID, words: str = "", changed: bool = False
) -> list[tuple[str, list[Line]]]:
    """The kinds of files there are, each with its files by what they are about: those that fit
    the words, and only what is changed, if asked."""
    changes = parts().changes
    files, base, now = changes.files(change_id), changes.base(change_id), changes.bundle(change_id)
    holders = {hold.path: name_of(hold.by) for hold in changes.holds(change_id)}
    found: dict[str, list[Line]] = {family: [] for family in naming.FAMILIES}
    for file in files if not changed else [one for one in files if one.mark]:
        content = now.files.get(file.path, base.files.get(file.path, b""))
        href = editor_of(change_id, file.path) if file.mark != "deleted" else ""
        title = naming.title(file.path, content)
        line = Line(file, title, href, holders.get(file.path, ""))
        if words.casefold() in f"{title} {file.path}".casefold():
            found[naming.family(file.path)].append(line)
    by_title = ((naming.FAMILIES[key], sorted(v, key=_order)) for key, v in found.items() if v)
    return list(by_title)


def _order(line: Line) -> tuple[str, str]:
    return line.title.casefold(), line.file.path
