"""What a file of a bundle may be called, and how much a bundle may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from engine.errors import BundleRefused
from engine.model import Finding

MANIFEST = "bundle.toml"
KINDS = {".bpmn", ".dmn", ".form", ".toml", ".txt", ".html", ".css", ".md", ".svg", ".png"}
MOST_FILES = 2_000
MOST_FILE_BYTES = 5_000_000
MOST_BYTES = 25_000_000
MOST_LETTERS = 200
RULE = "bundle-files"
PLAIN = "Call it with letters, digits, spaces and . _ -, in folders of the bundle."


def findings(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Names that lead elsewhere or look like others, and files that are too many or too large."""
    for path in files:
        if sentence := objection(path):
            yield _finding(path, sentence, PLAIN)
    yield from _twins(files)
    yield from _sizes(files)


def objection(path: str) -> str:
    """What is wrong with a file's path in a bundle, as a sentence, or ""."""
    if not path or len(path) > MOST_LETTERS:
        return f"Its path is empty, or longer than {MOST_LETTERS} characters."
    if any(part in ("", ".", "..") for part in path.split("/")) or "\\" in path or ":" in path:
        return "Its path leads out of the bundle, or is not plain."
    if not path.isprintable():
        return "Its path holds a character that cannot be seen."
    if unicodedata.normalize("NFC", path) != path:
        return "Its path is written in a form that other computers write otherwise."
    return ""


def refuse(path: str, sentence: str, remedy: str) -> BundleRefused:
    """The refusal of a file, or of the whole folder when `path` is "", to be raised."""
    return BundleRefused([_finding(path or MANIFEST, sentence, remedy)])


def shown(text: str) -> str:
    """Text from outside, as a message may hold it: what can be seen of it, and not too much."""
    seen = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    return seen if len(seen) <= MOST_LETTERS else f"{seen[:MOST_LETTERS]}…"


def _twins(files: Mapping[str, bytes]) -> Iterator[Finding]:
    known: dict[str, str] = {}
    for path in files:
        other = known.setdefault(unicodedata.normalize("NFKC", path).casefold(), path)
        if other != path:
            sentence = f"On some computers it is the same file as {shown(other)}."
            yield _finding(path, sentence, "Give one of them another name.")


def _sizes(files: Mapping[str, bytes]) -> Iterator[Finding]:
    if len(files) > MOST_FILES:
        sentence = f"The bundle holds more than {MOST_FILES:,} files."
        yield _finding(MANIFEST, sentence, "Take some out.")
    for path, content in files.items():
        if len(content) > MOST_FILE_BYTES:
            sentence = f"The file is larger than {MOST_FILE_BYTES // 1_000_000} MB."
            yield _finding(path, sentence, "Make it smaller.")
    if sum(map(len, files.values())) > MOST_BYTES:
        sentence = f"The files of the bundle are larger than {MOST_BYTES // 1_000_000} MB."
        yield _finding(MANIFEST, sentence, "Take out what it does not need.")


def _finding(path: str, sentence: str, remedy: str) -> Finding:
    return Finding("error", shown(path), "", sentence, remedy, RULE)
