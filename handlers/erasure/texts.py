"""The texts in a stored value, whatever it is packed into, and the same value worded anew."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

MOST_UNPACKED = 50_000_000
PDF, ZIP = b"%PDF", b"PK\x03\x04"
UNREADABLE = "\0unreadable"
Word = Callable[[str], str]


def texts(value: object) -> Iterator[str]:
    """Every text in it as it stands; a key with ":" behind it, as it names no one by itself.

    Bytes are unpacked and read.
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{key}:"
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, bytes):
        yield from _of_bytes(value)


def worded(value: Any, word: Word) -> Any:
    """The same with every text replaced by what `word` makes of it. Packed JSON stays packed."""
    if isinstance(value, str):
        return word(value)
    if isinstance(value, Mapping):
        return {word(f"{key}:")[:-1]: worded(inner, word) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [worded(inner, word) for inner in value]
    if isinstance(value, bytes):
        return _packed_anew(value, word)
    return value


def _packed_anew(packed: bytes, word: Word) -> bytes:
    try:
        content = json.loads(zlib.decompress(packed))
    except (zlib.error, ValueError):
        return packed
    return zlib.compress(json.dumps(worded(content, word), separators=(",", ":")).encode())


def may_hold(content: bytes, stems: Iterable[bytes]) -> bool:
    """Whether one of these, in small letters, is anywhere in it: far quicker than reading it.

    True where only reading can tell: a PDF, an archive, a stem that is empty.
    """
    if content.startswith((PDF, ZIP)):
        return True
    found = _unpacked(content).lower()
    return any(stem in found for stem in stems)


def _of_bytes(content: bytes) -> Iterator[str]:
    if content.startswith(PDF):
        yield from _of_pdf(content)
    elif content.startswith(ZIP):
        yield from _of_zip(content)
    else:
        yield from _of_packed(content)


def _of_packed(content: bytes) -> Iterator[str]:
    """Compressed JSON or text, or text as it is; of anything else the letters in it."""
    content = _unpacked(content)
    try:
        yield from texts(json.loads(content))
    except ValueError:
        yield content.decode("utf-8", "replace")


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, MOST_UNPACKED)
    except zlib.error:
        return content


def _of_pdf(content: bytes) -> Iterator[str]:
    """Page by page, and once more without spaces and hyphens, as lines are broken anywhere.

    What cannot be read yields UNREADABLE, so that nobody takes it for searched.
    """
    from pypdf import PdfReader  # 10 MB that a server needs only when it searches for somebody
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        yield from (str(value) for value in (reader.metadata or {}).values())
        for page in reader.pages:
            text = page.extract_text()
            yield text
            yield re.sub(r"-\n", "", text)
            yield re.sub(r"-\n", "-", text)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        yield UNREADABLE


def _of_zip(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for one in archive.infolist():
                yield one.filename
                with archive.open(one) as file:
                    yield from _of_bytes(file.read(MOST_UNPACKED))
    except (zipfile.BadZipFile, RuntimeError, OSError):
        yield UNREADABLE
