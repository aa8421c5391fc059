"""A phrase wherever it stands in a bundle: found in every text, and replaced where it is wished."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

AROUND = 60
XML, QUOTED = (".bpmn", ".dmn", ".html", ".svg"), (".form", ".toml")


@dataclass(frozen=True)
class Place:
    """One place: `number` counts the places of the phrase in the file, from 0.

    `before` and `behind` are what stands beside it on its line, at most AROUND characters.
    """

    path: str
    number: int
    line: int
    before: str
    behind: str


def find(files: Mapping[str, bytes], phrase: str) -> list[Place]:
    """Every place, in the order of the paths; none for nothing but spaces.

    A phrase is found as it is written: upper and lower case differ, and it stays on one line.
    """
    if not phrase.strip():
        return []
    return [place for path in sorted(files) for place in _places(path, files[path], phrase)]


def replace(
    path: str, content: bytes, phrase: str, by: str, numbers: Collection[int]
) -> bytes:  # fmt: skip
    """The content with the phrase replaced at these places, written as the kind of file asks."""
    old, new = written(path, phrase), written(path, by)
    pieces = content.decode().split(old)
    joints = [new if number in numbers else old for number in range(len(pieces) - 1)] + [""]
    return "".join(map("".join, zip(pieces, joints, strict=True))).encode()


def written(path: str, phrase: str) -> str:
    """How a phrase stands in a file of this kind."""
    kind = PurePosixPath(path).suffix
    if kind in XML:
        return escape(phrase, {'"': "&quot;"})
    return json.dumps(phrase, ensure_ascii=False)[1:-1] if kind in QUOTED else phrase


def _places(path: str, content: bytes, phrase: str) -> Iterator[Place]:
    sought, numbers = written(path, phrase), count()
    for line, words in enumerate(_text(content).split("\n"), 1):
        for at in _starts(words, sought):
            after = at + len(sought)
            before = words[max(0, at - AROUND) : at].lstrip()
            yield Place(path, next(numbers), line, before, words[after : after + AROUND])


def _starts(words: str, sought: str) -> Iterator[int]:
    at = words.find(sought)
    while at >= 0:
        yield at
        at = words.find(sought, at + len(sought))


def _text(content: bytes) -> str:
    """The file as text; nothing for a picture."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""
