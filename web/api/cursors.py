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

Read = Callable[[str], Any]


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at


INSTANT_AND_ID = (_instant, UUID)


class CursorRefused(PlumblineError):
    """The cursor was not given by this list. Begin without one."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def written(keys: Sequence[object]) -> str:
    """The cursor after the row with these keys."""
    text = json.dumps([str(key) for key in keys], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str | None, kinds: tuple[Read, Read]) -> tuple[Any, Any] | None:
    """The keys a cursor holds, each of its kind; None without a cursor. Raises CursorRefused."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        texts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        first, second = texts
        return kinds[0](first), kinds[1](second)
    except (ValueError, TypeError, binascii.Error, OverflowError, AttributeError):
        raise CursorRefused from None
