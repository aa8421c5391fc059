"""What services give, as an example, wherever nobody runs them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from engine.registry import Handler

FILE = Path(__file__).with_name("examples.toml")


def example_of(handler: Handler) -> dict[str, Any]:
    """A value for each output of a handler; None where no example is known."""
    family, _, name = handler.operation.partition(".")
    known = _examples().get(family, {}).get(name, {})
    return {output: known.get(output) for output in handler.outputs}


@cache
def _examples() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
