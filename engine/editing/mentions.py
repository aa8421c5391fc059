"""Where the files of a bundle mention something: a parameter, a letter, a decision."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

XML = (".bpmn", ".dmn")
LINES = (".txt", ".html")
MOST_WORDS = 120


@dataclass(frozen=True)
class Mention:
    """A place: `element` is its id in the file, "" where there is none; `words` what people call
    it."""

    file: str
    element: str
    words: str


def mentions(files: Mapping[str, bytes], pattern: re.Pattern[str]) -> dict[str, list[Mention]]:
    """Each place by what the pattern's first group found there. Files that cannot be read are
    passed over: the checks tell of them."""
    found: dict[str, dict[Mention, None]] = {}
    for path, content in files.items():
        for name, mention in _in_file(path, content, pattern):
            found.setdefault(name, {})[mention] = None
    return {name: list(places) for name, places in found.items()}


def _in_file(path: str, content: bytes, pattern: re.Pattern[str]) -> Iterator[tuple[str, Mention]]:
    for element, words, text in _texts(path, content):
        for name in pattern.findall(text):
            yield name, Mention(path, element, words[:MOST_WORDS])


def _texts(path: str, content: bytes) -> Iterator[tuple[str, str, str]]:
    """Element, what it is called, and a text of it, for every text of a file."""
    if path.endswith(XML):
        yield from _in_xml(content)
    elif path.endswith(".form"):
        yield from _in_form(content)
    elif path.endswith(LINES):
        for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
            yield f"line {number}", f"line {number}", line


def _in_xml(content: bytes) -> Iterator[tuple[str, str, str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root: Any = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for one in root.iter("{*}*"):
        for text in (one.text or "", *one.attrib.values()):
            if text.strip():
                yield *_holder(one), text


def _holder(element: Any) -> tuple[str, str]:
    """The nearest thing around a text that has an id and is called something."""
    for one in (element, *element.iterancestors()):
        named = one.get("name") or one.get("label")
        if one.get("id") and named:
            return one.get("id"), " ".join(named.split())
    return "", ""


def _in_form(content: bytes) -> Iterator[tuple[str, str, str]]:
    try:
        yield from _walk(json.loads(content), "", "")
    except (ValueError, RecursionError):
        return


def _walk(value: object, element: str, words: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, dict):
        element = str(value.get("key") or value.get("path") or value.get("id") or element)
        words = str(value.get("label") or value.get("dateLabel") or words)
        for inner in value.values():
            yield from _walk(inner, element, words)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, element, words)
    elif isinstance(value, str):
        yield element, words or element, value
