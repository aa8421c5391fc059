"""Every other file: pages of documents, pictures, stories, the register of clauses."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from engine.bundle import MANIFEST
from engine.differences.model import Difference, Version

READ_ELSEWHERE = (".bpmn", ".dmn")
FOLDERS = ("mail/", "forms/")
TEXT = (".html", ".css", ".toml", ".txt", ".md", ".svg")


def differences(old: Version, new: Version) -> Iterator[Difference]:
    """Files that came, went or have other content, save those of which other families speak."""
    was, now = old.bundle.files, new.bundle.files
    for path in changed(old, new):
        if not (path.startswith(FOLDERS) or path.endswith(READ_ELSEWHERE) or path == MANIFEST):
            yield Difference("file", path, "", _sentence(path, was.get(path), now.get(path)))


def changed(old: Version, new: Version) -> list[str]:
    """The paths whose content is not the same, sorted."""
    was, now = old.bundle.files, new.bundle.files
    return [path for path in sorted(was.keys() | now.keys()) if was.get(path) != now.get(path)]


def unsaid(old: Version, new: Version, said: Iterable[Difference]) -> Iterator[Difference]:
    """Files that differ although no family found anything to say: their layout, their notes."""
    named = {difference.file for difference in said}
    for path in changed(old, new):
        parents = {path, path.rpartition("/")[0], path.rpartition(".")[0]}
        if not named & parents:
            sentence = f"{path} is drawn, laid out or annotated differently; it does the same."
            yield Difference("file", path, "", sentence)


def _sentence(path: str, was: bytes | None, now: bytes | None) -> str:
    if was is None:
        return f"There is a new file {path}."
    if now is None:
        return f"The file {path} is gone."
    if not path.endswith(TEXT):
        return f"{path} is another picture or file."
    before, after = (content.decode(errors="replace").splitlines() for content in (was, now))
    told = list(difflib.unified_diff(before, after, lineterm="", n=0))[2:]
    more, less = (sum(line.startswith(sign) for line in told) for sign in "+-")
    lines = "line" if more == 1 else "lines"
    return f"{path} has changed: {more} {lines} added, {less} taken out."
