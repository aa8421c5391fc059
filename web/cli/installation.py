"""What commands that need an installation share: its settings and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from web.configuration import Config
from web.parts import Parts
from web.wiring import build

SYSTEM = "system"


@contextmanager
def installation(config: Config | None = None) -> Iterator[Parts]:
    """The parts of the installation the environment names, closed again at the end."""
    parts = build(config or Config.from_environment())
    try:
        yield parts
    finally:
        parts.close()
