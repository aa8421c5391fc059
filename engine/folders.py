"""Bundles on disk: what is read from a folder, and what is refused before a byte of it is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from engine.errors import BundleRefused
from engine.model import Finding
from engine.paths import KINDS, MANIFEST, MOST_BYTES, MOST_FILE_BYTES, MOST_FILES, refuse, shown

MOST_ENTRIES = 20_000
LINK = (
    "A link leads to another place.",
    "Put the file itself into the folder.",
)
SPECIAL = ("It is no file, but a device, a pipe or a socket.", "Take it out of the folder.")


def read_folder(folder: Path, prefix: str = "") -> dict[str, bytes]:
    """Every file below `folder` of a kind that bundles hold, by its path with `prefix` before it.

    Raises BundleRefused for links, for what is no file, for what cannot be read, and when there
    is too much: nothing outside the folder is read, and nothing is read that is too large.
    """
    found: dict[str, bytes] = {}
    total = 0
    for path, size in _files(folder, prefix):
        total += size
        if len(found) >= MOST_FILES:
            raise refuse("", f"The folder holds more than {MOST_FILES:,} files.", "Take some out.")
        if total > MOST_BYTES:
            sentence = f"The files of the folder are larger than {MOST_BYTES // 1_000_000} MB."
            raise refuse("", sentence, "Take out what the bundle does not need.")
        found[prefix + path] = _content(folder / path, prefix + path)
    return found


def read_file(path: Path) -> bytes:
    """The content of a file that somebody named, links followed. Raises BundleRefused."""
    try:
        _allowed(path.name, path.stat())
    except OSError as error:
        raise _unreadable(path.name, error) from error
    return _content(path, path.name)


def require_manifest(folder: Path) -> None:
    """Raises BundleRefused when `folder` is no bundle, so that no other folder is searched."""
    if not (folder / MANIFEST).is_file():
        raise BundleRefused([no_manifest()])


def no_manifest() -> Finding:
    """What is said of a bundle without bundle.toml."""
    sentence = "The bundle has no bundle.toml."
    return Finding("error", MANIFEST, "", sentence, "Add one with its key.", "manifest")


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, int]]:
    seen = 0
    for here, folders, names in os.walk(folder):
        folders.sort()
        seen += len(folders) + len(names)
        if seen > MOST_ENTRIES:
            sentence = f"The folder holds more than {MOST_ENTRIES:,} files and folders."
            raise refuse("", sentence, "Name the bundle's own folder.")
        for name in sorted([*names, *(f for f in folders if (Path(here) / f).is_symlink())]):
            path = (Path(here) / name).relative_to(folder).as_posix()
            size = _size(folder / path, prefix + path)
            if size is not None:
                yield path, size


def _size(path: Path, name: str) -> int | None:
    """How large the file is; None when it is of no kind that bundles hold."""
    if path.is_symlink():
        raise refuse(name, *LINK)
    if path.suffix not in KINDS:
        return None
    try:
        return _allowed(name, path.stat())
    except OSError as error:
        raise _unreadable(name, error) from error


def _allowed(name: str, kept: os.stat_result) -> int:
    if not stat.S_ISREG(kept.st_mode):
        raise refuse(name, *SPECIAL)
    if kept.st_size > MOST_FILE_BYTES:
        sentence = f"The file is larger than {MOST_FILE_BYTES // 1_000_000} MB."
        raise refuse(name, sentence, "Make it smaller.")
    return kept.st_size


def _content(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> BundleRefused:
    sentence = f"The file cannot be read: {shown(error.strerror or 'it is gone')}."
    return refuse(name, sentence, "Let whoever deploys read it.")
