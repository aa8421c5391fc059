"""What incidents have in common: the same process, place and kind of trouble, in the same words."""

from __future__ import annotations

import hashlib
import re

# What differs from one incident to the next although the cause is the same.
_ADDRESS = re.compile(r"\S+@\S+")
_RECIPIENT = re.compile(r"(?<=” to )\S+(?=:)")
_NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
LENGTH = 16


def cause_of(process_key: str | None, kind: str, element_id: str, sentence: str) -> str:
    """A short key that incidents of one cause share, on every version of the process."""
    words = _ADDRESS.sub("@", sentence)
    words = _NUMBER.sub("#", _RECIPIENT.sub("…", words))
    told = "\n".join((process_key or "", kind, element_id, words))
    return hashlib.sha256(told.encode()).hexdigest()[:LENGTH]
