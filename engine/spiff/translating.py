"""A file of another tool, rewritten in our own form wherever that means exactly the same.

Nothing is guessed: what has no exact equivalent stays as it is, and is named. All else in the file
stays: order, lines, picture, comments, and settings that change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine import vendors
from engine.model import Finding
from engine.spiff.drawing.formal import readings
from engine.spiff.drawing.reading import GLOBAL
from engine.spiff.drawing.xml import BPMN, SPIFF, Unreadable, parse, tag
from engine.spiff.gate.vendors import judged

OPENED = re.compile(rb"<([\w:.-]+)[^<>]*></\1>")
CLOSED = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|(/>)", re.DOTALL)
DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>\s*")
BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
FEEL = "https://www.omg.org/spec/DMN/20191111/FEEL/"


@dataclass(frozen=True)
class Said:
    """What was done, or is left to do, at one element: sentences for people."""

    element: str
    sentence: str
    remedy: str = ""


@dataclass(frozen=True)
class Translation:
    """The new file; the very same bytes when nothing was translated."""

    content: bytes
    translated: tuple[Said, ...] = ()
    left: tuple[Said, ...] = ()
    refused: Finding | None = None


def translate(content: bytes, file: str) -> Translation:
    """The diagram in our own form, what was translated, and what a person has to mend.

    Never raises: a file that cannot be read comes back as it is, with `refused`.
    """
    try:
        root = parse(content, file, whole=True)
    except Unreadable as no:
        return Translation(content, refused=no.finding)
    done = [*_settings(root), *_expressions(root)]
    left = tuple(dict.fromkeys(_left(root)))
    return Translation(_written(root, content) if done else content, tuple(done), left)


def _settings(root: etree._Element) -> Iterator[Said]:
    found = [one for one in judged(root, _everything(root)) if one[2].exact]
    for element, setting, verdict in found:
        told = [change.words for change in verdict.changes if not change.taken]
        if len(told) < len(verdict.changes):
            continue
        for change in verdict.changes:
            change.apply()
        _drop(setting, verdict)
        now = f"is now {' and '.join(told)}" if told else "went, as it says what happens anyway"
        yield Said(element, f"{setting.title} {now}.")


def _everything(root: etree._Element) -> set[str]:
    """What only is a picture is translated too: somebody may want it to run."""
    kinds = ("process", *GLOBAL)
    return {str(one.get("id")) for one in root.iterchildren(*(f"{BPMN}{k}" for k in kinds))}


def _drop(setting: vendors.Setting, verdict: vendors.Verdict) -> None:
    names = (setting.attribute, *verdict.drops)
    for name in filter(None, names):
        setting.place.attrib.pop(name, None)
    bare = setting.place is not setting.holder and not setting.place.attrib
    if bare or not setting.attribute:
        vendors.take_out(setting.place)


def _expressions(root: etree._Element) -> Iterator[Said]:
    for xml, reading in list(readings(root)):
        if reading.is_translated:
            xml.text = reading.feel
            if "language" in xml.attrib:
                xml.set("language", FEEL)
            yield Said(_near(xml), f"{tag(xml)} {reading.written} is now {reading.feel}")


def _left(root: etree._Element) -> Iterator[Said]:
    for element, _, verdict in judged(root, _everything(root)):
        if verdict.weight in ("work", "course"):
            yield Said(element, verdict.sentence, verdict.remedy)
    for xml, reading in readings(root):
        if reading.refusal:
            sentence = f"Its {tag(xml)} cannot be read: {reading.refusal}."
            yield Said(_near(xml), sentence, "Write it in FEEL.")


def _near(xml: etree._Element) -> str:
    while not xml.get("id") and xml.getparent() is not None:
        xml = xml.getparent()
    return str(xml.get("id", ""))


def _written(root: etree._Element, content: bytes) -> bytes:
    prefixes = {prefix for node in root.iter(etree.Element) for prefix in node.nsmap if prefix}
    if root.nsmap.get("spiffworkflow", SPIFF[1:-1]) == SPIFF[1:-1]:
        top = {"spiffworkflow": SPIFF[1:-1]}
        etree.cleanup_namespaces(root, top_nsmap=top, keep_ns_prefixes=sorted(prefixes))
    if content.count(b"/>") <= len(OPENED.findall(content)):
        _open(root)
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    if encoding.upper().startswith("UTF-16"):
        return bytes(etree.tostring(root.getroottree(), encoding=encoding))
    body = DECLARATION.sub(b"", etree.tostring(root, encoding=encoding), count=1)
    before, after = BEFORE.match(content), content[len(content.rstrip()) :]
    behind = [etree.tostring(one, with_tail=False) for one in root.itersiblings()]
    spaced = _closed(body, spaced=content.count(b" />"))
    return b"\n".join([(before[0] if before else b"") + spaced, *behind]) + after


def _open(root: etree._Element) -> None:
    """Empty elements keep both their tags, as most had in the file."""
    for node in root.iter(etree.Element):
        if len(node) == 0 and node.text is None:
            node.text = ""


def _closed(body: bytes, *, spaced: int) -> bytes:
    """Empty elements end as they mostly did, so that the two files can be compared by lines."""
    if spaced * 2 < body.count(b"/>"):
        return body
    return CLOSED.sub(lambda found: b" />" if found[1] else found[0], body)
