"""What is on a page for somebody who hears it, and what of it could not be followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

CONTROLS = {
    "button", "checkbox", "combobox", "link", "listbox", "radio", "searchbox", "spinbutton",
    "switch", "tab", "textbox",
}  # fmt: skip
# Places and tables that are told from each other by their names.
PLACES = {"navigation", "region", "search", "table", "toolbar"}
Tree = dict[str, Any]


@dataclass(frozen=True)
class Heard:
    """One thing that is read out."""

    role: str
    name: str
    level: int
    columns: int


def in_order(tree: Tree) -> list[Heard]:
    """Everything of an accessibility tree, by the ids of its nodes, as it is read."""
    first = next(iter(tree.values()))
    return [_heard(one, tree) for one in _walk(first, tree) if not one.get("ignored")]


def live(tree: Tree) -> list[str]:
    """The words of every place that is read out as soon as it changes."""
    return [words_of(one, tree) for one in tree.values() if said(one).get("live", "off") != "off"]


def words_of(node: Any, tree: Tree) -> str:
    """All that is written in a node."""
    inside = (one for one in _walk(node, tree) if value(one, "role") == "StaticText")
    return " ".join(value(one, "name") for one in inside)


def said(node: Any) -> dict[str, Any]:
    """Its properties, such as level or live."""
    return {one["name"]: one["value"].get("value") for one in node.get("properties", [])}


def value(node: Any, name: str) -> str:
    """Without the white space that keeps hidden words apart."""
    return " ".join(str(node.get(name, {}).get("value", "")).replace("\xa0", " ").split())


def complaints(heard: list[Heard]) -> list[str]:
    """What somebody could not follow by ear; [] for nothing."""
    return [*_headings(heard), *_nameless(heard), *_alike(heard), *_tables(heard)]


def _headings(heard: list[Heard]) -> Iterator[str]:
    levels = [one.level for one in heard if one.role == "heading"]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    # A message or a list of mistakes stands before everything else, with a heading of its own.
    page = levels[levels.index(1) :] if 1 in levels else []
    for before, after in pairwise(page):
        if after > before + 1:
            yield f"a heading of level {after} after one of level {before}"


def _nameless(heard: list[Heard]) -> Iterator[str]:
    for one in heard:
        if one.role in CONTROLS | PLACES | {"heading"} and not one.name:
            yield f"a {one.role} without a name"


def _alike(heard: list[Heard]) -> Iterator[str]:
    for one, number in Counter((o.role, o.name) for o in heard if o.role in PLACES).items():
        if number > 1:
            yield f"{number} times {one[0]} “{one[1]}”"


def _tables(heard: list[Heard]) -> Iterator[str]:
    for one in heard:
        if one.role == "table" and not one.columns:
            yield f"the table “{one.name}” has no headings"


def _walk(node: Any, tree: Tree) -> Iterator[Any]:
    yield node
    for id in node.get("childIds", []):
        if id in tree:
            yield from _walk(tree[id], tree)


def _heard(node: Any, tree: Tree) -> Heard:
    role = value(node, "role")
    inside = [value(one, "role") for one in _walk(node, tree)] if role == "table" else []
    level = said(node).get("level", 0)
    return Heard(role, value(node, "name"), level, inside.count("columnheader"))
