"""Changing XML in place: what is not touched stays as it is, comments and layout included."""

from __future__ import annotations

import re
import secrets
from typing import Any

from lxml import etree

from engine.decisions.xml import children

ROOT = re.compile(rb"<((?:\w+:)?)definitions\b(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def written(root: Any, before: bytes) -> bytes:
    """The whole document as bytes. What stands around the content of its root is as it was before:
    parsers do not keep how the root's attributes, which nothing here changes, stood on lines."""
    after: bytes = HEAD + etree.tostring(root.getroottree(), encoding="UTF-8")
    old, new = ROOT.search(before), ROOT.search(after)
    if old is None or new is None or not _utf8(before):
        return after + b"\n"
    end = b"</" + old[1] + b"definitions"
    inside = after[new.end() : after.rfind(end)]
    return before[: old.end()] + inside + before[before.rfind(end) :]


def made(parent: Any, name: str, prefix: str = "") -> Any:
    """A new element of the parent's namespace, not yet in it; with an id of its own."""
    found = etree.Element(f"{{{etree.QName(parent).namespace}}}{name}", nsmap=parent.nsmap)
    if prefix:
        found.set("id", fresh(parent.getroottree().getroot(), prefix))
    return found


def fresh(root: Any, prefix: str) -> str:
    """An id that nothing in the document has."""
    while True:
        tried = f"{prefix}_{secrets.token_hex(4)}"
        if not root.xpath("//*[@id=$id]", id=tried):
            return tried


def say(element: Any, name: str, text: str) -> None:
    """Write `text` into the `text` of the child `name`, or into `element` itself when "" is it."""
    holder = _child(element, name) if name else element
    inner = _child(holder, "text")
    if "".join(inner.itertext()).strip() != text:
        for one in list(inner):
            inner.remove(one)
        inner.text = text


def described(element: Any) -> str:
    """What the element's description says."""
    said = ("".join(one.itertext()).strip() for one in children(element, "description"))
    return "; ".join(filter(None, said))


def describe(element: Any, text: str) -> None:
    """Make `text` the element's description, which stands first; none when it is empty."""
    found = children(element, "description")
    if described(element) == text:
        return
    if not text:
        for one in found:
            drop(one)
        return
    if not found:
        found = [made(element, "description")]
        put(element, 0, found[0])
    for one in list(found[0]):
        found[0].remove(one)
    found[0].text = text
    for one in found[1:]:
        drop(one)


def put(parent: Any, place: int, child: Any) -> None:
    """Insert a child, on a line of its own as its neighbours are."""
    gap = _gap(parent)
    parent.insert(place, child)
    before, after = child.getprevious(), child.getnext()
    if after is not None:
        child.tail = gap
        parent.text = parent.text or gap
    elif before is not None:
        child.tail, before.tail = before.tail, gap
    else:
        parent.text, child.tail = gap, gap[:-2]


def drop(child: Any) -> None:
    """Take a child out with the line it stood on."""
    parent, before = child.getparent(), child.getprevious()
    if child.getnext() is None:
        if before is not None:
            before.tail = child.tail
        else:
            parent.text = None
    parent.remove(child)


def _gap(parent: Any) -> str:
    if len(parent) and parent.text and not parent.text.strip():
        return str(parent.text)
    depth = 1 + sum(1 for _ in parent.iterancestors())
    return "\n" + "  " * depth


def _utf8(content: bytes) -> bool:
    try:
        return bool(content.decode())
    except UnicodeDecodeError:
        return False


def _child(element: Any, name: str) -> Any:
    found = children(element, name)
    if found:
        return found[0]
    new = made(element, name)
    element.append(new)
    return new
