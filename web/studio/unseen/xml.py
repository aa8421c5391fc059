"""Diagrams and decision tables: comments, settings of other tools, and what no panel offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.spiff import parse_whole

STANDARD = ("http://www.omg.org/spec/", "https://www.omg.org/spec/")
PICTURE = ("/DI", "/DC", "/DMNDI/")
OURS = "http://spiffworkflow.org/bpmn/schema/1.0/core"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TRANSPARENT = "extensionElements"
# Parts of an element that the standard has, and that nobody can put in or take out by drawing.
_NOT_OFFERED = """
    auditing correlationSubscription humanPerformer ioBinding ioSpecification monitoring
    performer potentialOwner resourceRole supportedInterfaceRef"""
NOT_OFFERED = frozenset(_NOT_OFFERED.split())
MOST_SHOWN = 60
Place = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """Something an editor does not understand: in the element `place`, called `what`."""

    place: Place
    owner: str
    what: str
    value: str

    @property
    def sentence(self) -> str:
        """What would be lost, for people."""
        at = f"of {self.owner}" if self.owner else "of the file"
        return f"{self.what} {at} would be lost."


@dataclass(frozen=True)
class _At:
    """An element on the way down: its place, and what people call the nearest one with a name."""

    place: Place
    owner: str


def dropped(before: bytes, after: bytes) -> list[str]:
    """What the first file says, the second does not, although its element is in both.

    Raises Unreadable.
    """
    old, new = _Read(parse_whole(before)), _Read(parse_whole(after))
    gone = Counter(map(_what, old.parts)) - Counter(map(_what, new.parts))
    lost = (one for one in old.parts if gone[_what(one)] and one.place in new.places)
    return list(dict.fromkeys(one.sentence for one in lost))


def _what(part: Part) -> tuple[Place, str, str]:
    return part.place, part.what, part.value


class _Read:
    """A file: the places that are in it, and the parts that no editor understands."""

    def __init__(self, root: etree._Element) -> None:
        self.places: set[Place] = set()
        top = _At(("", ""), "")
        self.parts = [*self._around(root, top), *self._element(root, top)]

    def _around(self, root: etree._Element, at: _At) -> Iterator[Part]:
        self.places.add(at.place)
        for outside in (*root.itersiblings(preceding=True), *root.itersiblings()):
            yield _comment(outside, at)

    def _element(self, node: etree._Element, above: _At) -> Iterator[Part]:
        if not isinstance(node.tag, str):
            yield _comment(node, above)
        elif _foreign(node.tag) or _local(node.tag) in NOT_OFFERED:
            yield Part(above.place, above.owner, f"The setting {_named(node)}", _signature(node))
        elif not _of_the_picture(node.tag):
            at = _here(node, above)
            self.places.add(at.place)
            yield from _attributes(node, at)
            for child in node:
                yield from self._element(child, at)


def _here(node: etree._Element, above: _At) -> _At:
    """Where this element is: by its id, else by the way from the nearest element with one."""
    if _local(str(node.tag)) == TRANSPARENT:
        return above
    own = node.get("id")
    owner = f"“{node.get('name')}”" if node.get("name") else own or above.owner
    if own is not None:
        return _At((own, ""), owner)
    id, path = above.place
    return _At((id, f"{path}/{node.tag}"), owner)


def _attributes(node: etree._Element, at: _At) -> Iterator[Part]:
    for name, value in node.attrib.items():
        if str(name).startswith("{") and _foreign(str(name)):
            what = f"The setting {_prefixed(node, str(name))}"
            yield Part(at.place, at.owner, what, str(value))


def _comment(node: etree._Element, at: _At) -> Part:
    words = " ".join(str(node.text).split())
    shown = words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"
    return Part(at.place, at.owner, f"The comment “{shown}”", words)


def _foreign(name: str) -> bool:
    space = _space(name)
    return not space.startswith((*STANDARD, OURS, XSI))


def _of_the_picture(name: str) -> bool:
    space = _space(name)
    return space.startswith(STANDARD) and any(part in space for part in PICTURE)


def _space(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def _local(name: str) -> str:
    return name.rpartition("}")[2] if not _foreign(name) else ""


def _named(node: etree._Element) -> str:
    return _prefixed(node, str(node.tag))


def _prefixed(node: etree._Element, name: str) -> str:
    local = name.rpartition("}")[2]
    prefix = next((p for p, space in node.nsmap.items() if p and space == _space(name)), "")
    return f"{prefix}:{local}" if prefix and _foreign(name) else local


def _signature(node: etree._Element) -> str:
    """What an element says, whatever its prefixes and white space."""
    if not isinstance(node.tag, str):
        return ""
    attributes = sorted((str(name), str(value)) for name, value in node.attrib.items())
    inside = [_signature(child) for child in node]
    return repr((node.tag, attributes, (node.text or "").strip(), inside))
