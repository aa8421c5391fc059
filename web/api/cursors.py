"""Cursors: where a list goes on, as one opaque word. They hold keys that the list shows anyway."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.errors import PlumblineError
from engine.queries.slices import read_place

Read = Callable[[str], Any]
HIGHEST = 2**31 - 1


def instant(text: str) -> datetime:
    """An instant with its zone; ValueError otherwise."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at


def number(text: str) -> int:
    """A number as a row has one; ValueError otherwise."""
    found = int(text)
    if not 0 <= found <= HIGHEST:
        raise ValueError("no row has this number")
    return found


INSTANT_AND_ID = (instant, UUID)
TEXT_AND_ID = (str, UUID)


class CursorRefused(PlumblineError):
    """The cursor was not given by this list. Begin without one."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def written(keys: Sequence[object]) -> str:
    """The cursor after the row with these keys."""
    text = json.dumps([str(key) for key in keys], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str | None, kinds: Sequence[Read]) -> tuple[Any, ...] | None:
    """The keys a cursor holds, each of its kind; None without a cursor. Raises CursorRefused."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        texts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise CursorRefused
        return tuple(kind(text) for kind, text in zip(kinds, texts, strict=True))
    except (ValueError, binascii.Error, OverflowError, RecursionError):
        raise CursorRefused from None


def place(cursor: str | None) -> str | None:
    """The place a list of the engine's goes on from. Raises CursorRefused."""
    found = read(cursor, (str,))
    if found is None:
        return None
    if read_place(found[0]) is None:
        raise CursorRefused
    return str(found[0])
