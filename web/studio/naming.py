"""Files of a bundle in the words of who owns them, and the names of what is in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType

from lxml import etree

from engine.bundle import MANIFEST
from forms import toml

MOST_READ = 1_000_000
NOTHING: Mapping[str, str] = MappingProxyType({})
# The parts of a bundle, in the order in which an owner looks for them.
FAMILIES = {
    "diagrams": "Diagrams",
    "tables": "Decision tables",
    "forms": "Forms",
    "letters": "Letters",
    "documents": "Documents",
    "settings": "Settings",
    "register": "Policy register",
    "stories": "Stories and simulations",
    "others": "Other files",
}
KINDS = {".bpmn": "diagrams", ".dmn": "tables", ".form": "forms"}
FOLDERS = {"mail": "letters", "documents": "documents", "scenarios": "stories"}
FOLDERS |= {"simulation": "stories", "forms": "forms", "reports": "documents"}
FILES = {MANIFEST: "settings", "policy.toml": "register"}
NAMES = {MANIFEST: "Parameters and calendar", "policy.toml": "Clauses of the policy"}
NAMES |= {"CHANGELOG.md": "What changed, in words"}


def family(path: str) -> str:
    """Which of FAMILIES a file belongs to."""
    if path in FILES:
        return FILES[path]
    by_folder = FOLDERS.get(path.split("/")[0], "others") if "/" in path else "others"
    return KINDS.get(PurePosixPath(path).suffix, by_folder)


def title(path: str, content: bytes) -> str:
    """What a file is about; its name, readably, where it does not say."""
    if path in NAMES:
        return NAMES[path]
    name = PurePosixPath(path)
    if path.startswith("mail/") and path.count("/") > 1:
        return f"{_plain(path.split('/')[1])}: {_plain(name.stem)}"
    said = _said(content, name.suffix)
    folder = (
        f"{_plain(name.parent.name)}: " if path.startswith("forms/") and path.count("/") > 1 else ""
    )
    return folder + (said or _plain(name.stem))


@lru_cache(maxsize=256)
def elements(content: bytes, kind: str) -> Mapping[str, str]:
    """The names of what is in a diagram, a table or a form, by id; {} for what cannot be read."""
    if len(content) > MOST_READ:
        return NOTHING
    if kind in (".bpmn", ".dmn"):
        named = (e for e in xml(content) if e.get("id"))
        return {e.get("id", ""): e.get("name") or e.get("label") or "" for e in named}
    if kind == ".form":
        return {
            str(c.get("key") or c.get("id")): str(c.get("label", "")) for c in _questions(content)
        }
    return NOTHING


@lru_cache(maxsize=1024)
def _said(content: bytes, kind: str) -> str:
    if len(content) > MOST_READ:
        return ""
    if kind in (".bpmn", ".dmn"):
        wanted = "process" if kind == ".bpmn" else "decision"
        named = (e.get("name") for e in xml(content) if etree.QName(e).localname == wanted)
        return ", ".join(name for name in named if name)
    if kind == ".form":
        return str(_json(content).get("title", ""))
    return _toml_title(content) if kind == ".toml" else ""


def ids(content: bytes, element: str) -> frozenset[str]:
    """The ids of the elements of this kind."""
    of_kind = (e for e in xml(content) if etree.QName(e).localname == element)
    return frozenset(e.get("id", "") for e in of_kind) - {""}


def xml(content: bytes) -> list[etree._Element]:
    """Every element of a diagram or a table; [] of what cannot be read."""
    if len(content) > MOST_READ:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    return list(root.iter(etree.Element))


def _json(content: bytes) -> dict[str, object]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _questions(content: bytes) -> list[dict[str, object]]:
    found, waiting = [], [_json(content)]
    while waiting:
        inside = waiting.pop().get("components")
        some = [c for c in inside if isinstance(c, dict)] if isinstance(inside, list) else []
        found += some
        waiting += some
    return found


def _toml_title(content: bytes) -> str:
    try:
        return str(toml.read(content).get("title", ""))
    except toml.TomlUnreadable:
        return ""


def _plain(text: str) -> str:
    words = text.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
