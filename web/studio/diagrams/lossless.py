"""Whether a drawing tool kept everything: two files compared by what they say, not how.

Prefixes, white space, attributes written out with their default values and how the numbers of the
picture are written say nothing. Everything else does: comments, other tools' settings, and the
order of sequence flows, which conditions depend on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.spiff import parse_whole
from web.studio.diagrams.defaults import DEFAULTS, EMPTY_MEANS_NOTHING, NEVER_ASKED, SAYS_NOTHING

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
PICTURE = ("http://www.omg.org/spec/BPMN/20100524/DI", "http://www.omg.org/spec/DD/20100524/")
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
ORDERED = "sequenceFlow"
MOST_TOLD = 20


@dataclass(frozen=True)
class Fact:
    """One thing a file says: at the nearest element with an id, at a path below it.

    `pictured` when it is said of the picture only.
    """

    owner: str
    path: str
    what: str
    value: str
    pictured: bool = False

    @property
    def sentence(self) -> str:
        """What would be lost, for people."""
        place = f'"{self.owner}"' if self.owner else "the file"
        return f"{self.what} at {place}{f' ({self.path})' if self.path else ''}"


def losses(before: bytes, after: bytes) -> list[str]:
    """What the first file says and the second does not, and the other way round, as sentences.

    [] when they say the same; what is only added to the picture says nothing new. Raises
    Unreadable when one of them is no XML we accept.
    """
    old, new = (Counter(_facts(parse_whole(xml))) for xml in (before, after))
    gone = [f"{one.sentence} would be lost." for one in old - new]
    come = [f"{one.sentence} would be added." for one in new - old if not one.pictured]
    return [*dict.fromkeys(gone), *dict.fromkeys(come)][:MOST_TOLD]


def _facts(root: etree._Element) -> Iterator[Fact]:
    for outside in (*root.itersiblings(preceding=True), *root.itersiblings()):
        yield Fact("", "", "The comment", str(outside.text).strip())
    yield from _element(root, "", "")


def _element(node: etree._Element, owner: str, path: str) -> Iterator[Fact]:
    if not isinstance(node.tag, str):
        yield Fact(owner, path, "The comment", str(node.text).strip())
        return
    own = node.get("id")
    if own is None:
        path = f"{path}/{_name(node)}" if path else _name(node)
    if _says_nothing(node):
        return
    here, below = (own, "") if own else (owner, path)
    yield Fact(owner, path, f"The element {_name(node)}", own or "")
    pictured = _pictured(node)
    yield from (Fact(here, below, f"The attribute {n}", v, pictured) for n, v in _attributes(node))
    yield from (Fact(here, below, "The text", text) for text in _texts(node))
    yield from _children(node, here, below)


def _children(node: etree._Element, owner: str, path: str) -> Iterator[Fact]:
    number: Counter[str] = Counter()
    for child in node:
        name = _name(child) if isinstance(child.tag, str) else "comment"
        number[name] += 1
        plain = isinstance(child.tag, str) and child.get("id") is None
        yield from _element(child, owner, f"{path}#{number[name]}" if plain else path)
        if name == ORDERED:
            yield Fact(owner, path, f"The order of {child.get('id')}", str(number[name]))


def _attributes(node: etree._Element) -> Iterator[tuple[str, str]]:
    for name, value in node.attrib.items():
        key, said = str(name), " ".join(str(value).split())
        if key == XSI_TYPE:
            said = _resolved(node, said)
        if key in SAYS_NOTHING or (_name(node), key) in NEVER_ASKED:
            continue
        if (key == "name" and not said) or DEFAULTS.get((_name(node), key)) == said:
            continue
        if DEFAULTS.get(("*", key)) == said:
            continue
        yield key.rpartition("}")[2] if key == XSI_TYPE else key, _number(node, said)


def _texts(node: etree._Element) -> Iterator[str]:
    pieces = [node.text, *(child.tail for child in node)]
    text = "".join(piece or "" for piece in pieces).strip()
    if text:
        yield text.replace("\r\n", "\n")


def _pictured(node: etree._Element) -> bool:
    return str(node.tag).startswith(tuple(f"{{{space}" for space in PICTURE))


def _number(node: etree._Element, said: str) -> str:
    if not _pictured(node):
        return said
    try:
        return repr(float(said))
    except ValueError:
        return said


def _resolved(node: etree._Element, said: str) -> str:
    prefix, _, local = said.rpartition(":")
    space = node.nsmap.get(prefix or None, "")
    return f"{{{space}}}{local}"


def _name(node: etree._Element) -> str:
    found = etree.QName(node)
    return str(found.localname if found.namespace == BPMN else node.tag)


def _says_nothing(node: etree._Element) -> bool:
    return _name(node) in EMPTY_MEANS_NOTHING and not (len(node) or node.attrib or _text(node))


def _text(node: etree._Element) -> str:
    return (node.text or "").strip()
