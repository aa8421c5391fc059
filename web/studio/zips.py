"""Bundles as zip files: written so that the same bundle is the same zip, read within bounds.

A zip from outside may hold names that lead elsewhere, links, or much more than it seems: nothing
is believed that it says of itself, and all of it is read in memory before anything is written.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from engine import paths
from engine.bundle import MANIFEST, Bundle
from engine.changes import ChangeRefused

MOMENT = (2000, 1, 1, 0, 0, 0)
MODE = 0o644 << 16
# What other programs put into zips by themselves.
LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
MOST_ENTRIES = 5_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
AGAIN = "Make the zip anew from the bundle's own folder."


def packed(bundle: Bundle) -> bytes:
    """The bundle as a zip; what is in it decides every byte."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(bundle.files):
            entry = zipfile.ZipInfo(path, MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, MODE
            archive.writestr(entry, bundle.files[path])
    return whole.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a zip by path; a folder that holds all of them is left off. ChangeRefused,
    naming the entry, for whatever no bundle may hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _without_folder(dict(_read(archive)))
    except BROKEN as error:
        raise ChangeRefused("It is no zip that can be read.", AGAIN) from error


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = [entry for entry in archive.infolist() if not _is_litter(entry.filename)]
    if len(entries) > MOST_ENTRIES:
        raise ChangeRefused(f"The zip holds more than {MOST_ENTRIES:,} entries.", AGAIN)
    left = paths.MOST_BYTES
    known: set[str] = set()
    for entry in entries:
        if entry.is_dir():
            continue
        name = paths.shown(entry.filename)
        _refuse_entry(entry, name, known)
        known.add(entry.filename)
        data = _bounded(archive, entry, name, min(left, paths.MOST_FILE_BYTES))
        left -= len(data)
        yield entry.filename, data


def _refuse_entry(entry: zipfile.ZipInfo, name: str, known: set[str]) -> None:
    if sentence := paths.objection(entry.filename):
        raise ChangeRefused(sentence, paths.PLAIN, name)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ChangeRefused("It is a link, which leads to another place.", AGAIN, name)
    if entry.flag_bits & 0x1:
        raise ChangeRefused("It is locked with a password.", "Make the zip without one.", name)
    if entry.filename in known:
        raise ChangeRefused("It is in the zip twice.", AGAIN, name)


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, most: int) -> bytes:
    """The content, read no further than is allowed, whatever size the zip says it has."""
    with archive.open(entry) as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        too_large = f"The file is larger than {paths.MOST_FILE_BYTES // 1_000_000} MB"
        whole = f", or all together than {paths.MOST_BYTES // 1_000_000} MB."
        raise ChangeRefused(too_large + whole, "Take out what the bundle does not need.", name)
    return data


def _is_litter(path: str) -> bool:
    return any(part in LITTER for part in path.split("/"))


def _without_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as paths of the bundle: many programs put its folder into the zip as well."""
    tops = {PurePosixPath(path).parts[0] for path in files}
    top = next(iter(tops)) if len(tops) == 1 else ""
    if MANIFEST in files or not top or top in files:
        return dict(files)
    return {path.removeprefix(f"{top}/"): data for path, data in files.items()}
