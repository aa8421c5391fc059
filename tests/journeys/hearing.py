"""A page as somebody hears it who cannot see it: the accessibility tree, and nothing else."""

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
FARTHEST = 200


@dataclass(frozen=True)
class Heard:
    """One thing that is read out."""

    role: str
    name: str
    level: int
    columns: int


class Listener:
    """Somebody with a screen reader and a keyboard at a page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._wire = page.context.new_cdp_session(page)
        self._wire.send("Accessibility.enable")

    def hears(self) -> list[Heard]:
        """Everything on the page, in the order in which it is read."""
        nodes = self._wire.send("Accessibility.getFullAXTree")["nodes"]
        known = {node["nodeId"]: node for node in nodes}
        return [_heard(one, known) for one in _walk(nodes[0], known) if not one.get("ignored")]

    def at(self) -> tuple[str, str]:
        """Role and name of what has the focus."""
        found = self._wire.send("Runtime.evaluate", {"expression": "document.activeElement"})
        told = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
        node = self._wire.send("Accessibility.getPartialAXTree", told)["nodes"][0]
        return _value(node, "role"), _value(node, "name")

    def focus(self) -> str:
        """Everything that is read of what has the focus."""
        return str(self.page.evaluate("document.activeElement.innerText"))

    def go(self, role: str, name: str) -> None:
        """Press Tab until a control of this role and name has the focus."""
        for _ in range(FARTHEST):
            self.page.keyboard.press("Tab")
            if self.at() == (role, name):
                return
        raise AssertionError(f"no {role} “{name}” is heard on {self.page.url}")

    def write(self, name: str, words: str) -> None:
        """Go to a field and write over what is in it."""
        self.go("textbox", name)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def press(self, name: str, role: str = "button") -> None:
        """Go to a button or a link, press it, and wait for the page that follows."""
        self.go(role, name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def names(self, role: str) -> list[str]:
        """What the things of a role are called, in order."""
        return [one.name for one in self.hears() if one.role == role]

    def complaints(self) -> list[str]:
        """What somebody could not follow by ear; [] for nothing."""
        heard = self.hears()
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


def _walk(node: Any, known: dict[str, Any]) -> Iterator[Any]:
    yield node
    for id in node.get("childIds", []):
        if id in known:
            yield from _walk(known[id], known)


def _heard(node: Any, known: dict[str, Any]) -> Heard:
    told = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    role = _value(node, "role")
    inside = [_value(one, "role") for one in _walk(node, known)] if role == "table" else []
    return Heard(role, _value(node, "name"), told.get("level", 0), inside.count("columnheader"))


def _value(node: Any, name: str) -> str:
    """Without the white space that keeps hidden words apart."""
    return " ".join(str(node.get(name, {}).get("value", "")).replace("\xa0", " ").split())
