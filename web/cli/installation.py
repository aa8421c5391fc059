"""What commands that need an installation share: its settings and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from web.configuration import Config
from web.parts import Parts
from web.wiring import build, check_schema

SYSTEM = "system"


@contextmanager
def installation(config: Config | None = None) -> Iterator[Parts]:
    """The parts of the installation the environment names, closed again at the end.

    Raises SchemaRefused when its database is empty, or of another version than this program.
    """
    chosen = config or Config.from_environment()
    check_schema(chosen)
    parts = build(chosen)
    try:
        yield parts
    finally:
        parts.close()
