"""How much one transaction of an instance may take: steps, time, open positions, memory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from time import thread_time
from typing import Any

from engine.errors import PlumblineError

MOST_STEPS = 500
# A text that runs away is stopped after two more seconds (machine.py tries it twice): five in all.
MOST_SECONDS = 3.0
MOST_TOKENS = 2500
MOST_SCOPES = 900
# Entering and ending what is inside goes down and up Python's stack, about ten calls for each.
MOST_LEVELS = 50
MOST_BYTES = 2_000_000
MOST_NAMES = 5


class BudgetExceeded(PlumblineError):
    """One transaction did too much; `elements` names those that went round."""

    def __init__(self, limit: str, elements: Sequence[str] = (), *, sentence: str = "") -> None:
        self.elements = list(elements)
        names = f"It went round {listed(elements)}: put" if elements else "Put"
        super().__init__(
            sentence
            or f"The process did not come to rest within {limit}. {names} something in the loop "
            "that waits, or a condition that ends it."
        )


class TooFar(BudgetExceeded):
    """One transaction came through too many elements, each of them once; `last` is the last."""

    def __init__(self, limit: str, last: str) -> None:
        super().__init__(
            limit,
            [last],
            sentence=f"The process did not come to rest within {limit}. It came as far as {last}: "
            "put something on the way that waits.",
        )


class TooMuchOpen(BudgetExceeded):
    """Too much is open at once; `elements` are those where most of it is."""

    def __init__(self, limit: str, elements: Sequence[str]) -> None:
        super().__init__(
            limit,
            elements,
            sentence=f"The process would have more than {limit} at once, most of them at "
            f"{listed(elements)}: let fewer things go on beside or inside each other.",
        )


class StateTooLarge(BudgetExceeded):
    """An instance holds more than may be kept; the sentence names its largest variables."""

    def __init__(self, variables: Mapping[str, Any]) -> None:
        largest = sorted(variables, key=lambda name: -weight(variables[name]))[:3]
        super().__init__(
            "memory",
            sentence=f"The process would keep more than {MOST_BYTES // 1_000_000} MB. Its largest "
            f"variables are {', '.join(largest) or 'none: it has too many open positions'}. Keep "
            "what people write in submissions, and set to null what is no longer needed.",
        )


def listed(names: Sequence[str]) -> str:
    """The names; of many, the first and how many more there are."""
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def excess(tokens: int, scopes: int, levels: int) -> str | None:
    """Which limit is passed by so much that is open at once, in words; None when none is."""
    if tokens > MOST_TOKENS:
        return f"{MOST_TOKENS} open positions"
    if scopes > MOST_SCOPES:
        return f"{MOST_SCOPES} open sub-processes"
    if levels > MOST_LEVELS:
        return f"{MOST_LEVELS} sub-processes and calls inside each other"
    return None


def weight(value: object) -> int:
    """About how many bytes the value takes in the saved state."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list | dict | tuple):
        return len(json.dumps(value, default=str, check_circular=False))
    return 8


class Stopwatch:
    """Measures from the first expression after a rest until the next rest.

    It counts the processor's time of this thread: what runs away uses it up, and a machine that is
    busy with other things holds up no honest process.
    """

    def __init__(self) -> None:
        self._until: float | None = None

    def go(self) -> None:
        """Begin to measure, unless it has begun."""
        if self._until is None:
            self._until = thread_time() + MOST_SECONDS

    def rest(self) -> None:
        """Everything waits: the next step has all its time."""
        self._until = None

    @property
    def is_late(self) -> bool:
        """Whether the time is used up."""
        return self._until is not None and thread_time() > self._until

    def check(self) -> None:
        """Raises BudgetExceeded when the time is used up."""
        self.go()
        if self.is_late:
            raise BudgetExceeded(spent())


def spent() -> str:
    """The time limit in words."""
    return f"{MOST_SECONDS:.0f} seconds of work"
