"""What two simulations are held against each other by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Figures = Mapping[str, Any]
Side = Literal["", "in force", "with the change"]


@dataclass(frozen=True)
class Pair:
    """A number in force and with the change; None where there is no such line."""

    live: int | None
    change: int | None

    @property
    def differs(self) -> bool:
        """Whether the change makes it another."""
        return (self.live or 0) != (self.change or 0)


def only(live: object, change: object) -> Side:
    """Where something is that is on one side only; "" when it is on both."""
    return "" if live and change else "in force" if live else "with the change"


def both(live: Iterable[str], change: Iterable[str]) -> list[str]:
    """The names of either side, each once: those of the change in its order, then the others."""
    return list(dict.fromkeys((*change, *live)))
