"""Two wordings held against each other, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.differences.model import Version

WORDS = re.compile(r"\s+|[^\s]+")
FOLDER = "mail/"
# Letters are short; more than this is compared line by line.
MOST_WORDS = 4_000


@dataclass(frozen=True)
class Piece:
    """Some words: the same in both, left out, or put in."""

    kind: Literal["same", "left out", "put in"]
    text: str


@dataclass(frozen=True)
class Wording:
    """A part of a letter that reads differently."""

    letter: str
    part: str
    pieces: tuple[Piece, ...]


def wordings(old: Version, new: Version) -> list[Wording]:
    """Every text of a letter that differs."""
    was, now = dict(old.texts(FOLDER)), dict(new.texts(FOLDER))
    changed = [path for path in sorted({*was, *now}) if was.get(path) != now.get(path)]
    return [_wording(path, was.get(path, ""), now.get(path, "")) for path in changed]


def _wording(path: str, was: str, now: str) -> Wording:
    letter, _, part = path.removeprefix(FOLDER).partition("/")
    return Wording(letter, part, tuple(pieces(was, now)))


def pieces(was: str, now: str) -> Iterator[Piece]:
    """The words of both in order; those that changed are left out and put in."""
    old, new = _split(was), _split(now)
    compared = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in compared.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Piece("left out", "".join(old[a:b]))
        if d > c:
            yield Piece("put in", "".join(new[c:d]))


def _split(text: str) -> list[str]:
    words = WORDS.findall(text)
    return words if len(words) <= MOST_WORDS else text.splitlines(keepends=True)
