"""How much one rendering may do: every repetition, call and letter is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from jinja2.exceptions import SecurityError
from jinja2.runtime import Macro
from jinja2.utils import Namespace

MOST_STEPS = 100_000
MOST_LETTERS = 5_000_000
HOLDERS = (list, tuple, set, frozenset, Mapping)
T = TypeVar("T")


@dataclass
class Work:
    """What is left of the work of one rendering. Going beyond it raises SecurityError."""

    steps: int = 0
    letters: int = 0

    def step(self, count: int = 1) -> None:
        """So many repetitions or calls more."""
        self.steps += count
        if self.steps > MOST_STEPS:
            raise SecurityError(f"it takes more than {MOST_STEPS:,} steps")

    def write(self, count: int) -> None:
        """So many letters more, wherever they are kept."""
        self.letters += count
        if self.letters > MOST_LETTERS:
            raise SecurityError(f"it writes more than {MOST_LETTERS:,} letters")

    def weigh(self, *values: object) -> None:
        """Count these values with everything in them, as often as it is in them."""
        waiting = list(values)
        self.step()
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                self.write(len(one))
            elif isinstance(one, HOLDERS):
                self.step(len(one))
                waiting.extend(one)
                waiting.extend(one.values() if isinstance(one, Mapping) else ())
            elif isinstance(one, Namespace | Macro):
                raise SecurityError("a namespace or a macro is no value")


_NOW: ContextVar[Work] = ContextVar("work")


@contextmanager
def limited() -> Iterator[None]:
    """What is rendered inside has one budget."""
    token = _NOW.set(Work())
    try:
        yield
    finally:
        _NOW.reset(token)


def work() -> Work:
    """The budget of what is being rendered here; one of its own outside `limited`."""
    return _NOW.get(None) or Work()


def weighed(value: T) -> T:
    """The value, once it has been counted."""
    work().weigh(value)
    return value


def written(count: int) -> None:
    """A piece of the template itself, of so many letters, is written."""
    now = work()
    now.step()
    now.write(count)


def counted(values: Any) -> Any:
    """What is repeated over: counted at once where its length is known, else one by one."""
    if isinstance(values, Sized):
        work().step(len(values))
        return values
    return _one_by_one(values) if isinstance(values, Iterable) else values


def _one_by_one(values: Iterable[object]) -> Iterator[object]:
    for value in values:
        work().step()
        yield value
