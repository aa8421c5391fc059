"""What services give, as an example, wherever nobody runs them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from engine.registry import Handler

FILE = Path(__file__).with_name("examples.toml")


def example_of(operation: str, handler: Handler | None) -> dict[str, Any]:
    """A value for each output of an operation; None where no example is known."""
    family, _, name = operation.partition(".")
    known: Mapping[str, Any] = examples().get(family, {}).get(name, {})
    outputs = known if handler is None else handler.outputs
    return {output: known.get(output) for output in outputs}


@cache
def examples() -> Mapping[str, Any]:
    """All of them: by the family of the operation, its name, and the output."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
