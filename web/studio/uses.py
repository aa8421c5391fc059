"""Where a file of a bundle is used, so that whoever deletes it is told first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from engine.bundle import Bundle
from web.studio import naming

DRAWN = (".bpmn", ".dmn")
# What a file is known by elsewhere: its processes, its decisions.
KNOWN_BY = {".bpmn": "process", ".dmn": "decision"}
# Attributes that may name what is in another file; elements whose text never does.
OUTWARD = ("value", "calledElement", "href", "location")
INWARD = ("flowNodeRef", "incoming", "outgoing", "sourceRef", "targetRef")


@dataclass(frozen=True)
class Use:
    """A place that names the file: `element` of `file`, "" where it is the file as a whole."""

    file: str
    element: str
    name: str


def uses(bundle: Bundle, path: str) -> list[Use]:
    """Every place in other files that names what is in this one."""
    names = _names(bundle, path)
    found = (
        use for file in bundle.files if not _same(file, path) for use in _in(bundle, file, names)
    )
    return list(dict.fromkeys(found))


def _names(bundle: Bundle, path: str) -> frozenset[str]:
    parts, kind = path.split("/"), PurePosixPath(path).suffix
    if kind in KNOWN_BY:
        return naming.ids(bundle.files.get(path, b""), KNOWN_BY[kind])
    if parts[0] in ("mail", "forms") and len(parts) > 2:
        return frozenset({parts[1]})
    return frozenset({PurePosixPath(path).stem if kind == ".form" else parts[-1]})


def _same(file: str, path: str) -> bool:
    """The file itself, and those of the same letter or form."""
    parts = path.split("/")
    together = parts[0] in ("mail", "forms") and len(parts) > 2
    return file == path or (together and file.split("/")[:2] == parts[:2])


def _in(bundle: Bundle, file: str, names: frozenset[str]) -> Iterator[Use]:
    content = bundle.files[file]
    if not names or not any(name.encode() in content for name in names):
        return
    if file.endswith(DRAWN):
        known = naming.elements(content, PurePosixPath(file).suffix)
        for element in _elements(content, names):
            yield Use(file, element, known.get(element, ""))
    elif _quoted(names).search(content.decode(errors="replace")):
        yield Use(file, "", "")


def _elements(content: bytes, names: frozenset[str]) -> Iterator[str]:
    quoted = _quoted(names)
    for one in naming.xml(content):
        if any(value in names or quoted.search(value) for value in _said(one)):
            yield _nearest(one)


def _said(one: etree._Element) -> list[str]:
    """What an element says that may name something outside of its file."""
    said = [one.get(key, "") for key in OUTWARD]
    text = "" if etree.QName(one).localname in INWARD else (one.text or "").strip()
    return [*(value.rpartition(":")[2].lstrip("#") for value in said), said[0], text]


def _nearest(one: etree._Element) -> str:
    """The id of the flow node or decision it is part of."""
    inside = (e for e in (one, *one.iterancestors()) if e.get("id") and e.get("name") is not None)
    return str(next((e.get("id") for e in inside), one.get("id") or ""))


def _quoted(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile("[\"'](?:" + "|".join(map(re.escape, sorted(names))) + ")[\"']")
