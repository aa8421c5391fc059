"""Bytes to text, for UTF-8 and for what Excel calls CSV."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from handlers.intake.problems import Unreadable

DELIMITERS = ",;\t"
_SAVE_AS = "Save the file as “CSV UTF-8” and import it again."


def text_of(content: bytes) -> str:
    """The text of a CSV file: UTF-8 with or without a mark, UTF-16, or Windows-1252 from Excel."""
    if content.startswith(b"PK"):
        raise Unreadable("This is an Excel workbook, not a CSV file.", _SAVE_AS)
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _strictly(content, "utf-16")
    if b"\0" in content:
        raise Unreadable("This is not a text file.", _SAVE_AS)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strictly(content, "cp1252")


def delimiter_of(text: str) -> str:
    """The separator of the first line: the one of comma, semicolon and tab it holds most of."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        sentence = f"The file's characters cannot be read (byte {error.start})."
        raise Unreadable(sentence, _SAVE_AS) from error
