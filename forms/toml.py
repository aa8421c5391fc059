"""TOML from an owner's folder, read within bounds: what it does to a parser is refused first."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any

MOST_BYTES = 200_000
MOST_DOTS = 200
MOST_KEPT = 256
TOO_DEEP = "it nests too deeply, or holds a number that is too long"


class TomlUnreadable(ValueError):
    """The content is no TOML that is read here; `str()` is the reason, without a full stop."""


def read(content: bytes) -> dict[str, Any]:
    """The tables in `content`, which is UTF-8. Raises TomlUnreadable, and nothing else.

    What is in the tables is shared with whoever reads the same content: nobody may change it.
    """
    if len(content) > MOST_BYTES:
        raise TomlUnreadable(f"it is larger than {MOST_BYTES // 1000} kB")
    return dict(_tables(content))


# A letter's settings are read for each letter that is written, a bundle's files for each check.
@lru_cache(maxsize=MOST_KEPT)
def _tables(content: bytes) -> dict[str, Any]:
    try:
        text = content.decode("utf-8-sig")
        _count_dots(text)
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, TomlUnreadable) as error:
        raise TomlUnreadable(str(error)) from error
    except UnicodeDecodeError as error:
        raise TomlUnreadable("it is not UTF-8 text") from error
    except (ValueError, RecursionError, OverflowError) as error:
        raise TomlUnreadable(TOO_DEEP) from error


def _count_dots(text: str) -> None:
    """A key of many parts costs the parser their number squared."""
    if any(part.count(".") > MOST_DOTS for part in re.split("[=\n]", text)):
        raise TomlUnreadable(f"a line of it has more than {MOST_DOTS} dots")
