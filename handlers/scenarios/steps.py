"""Where in a scenario something went wrong, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from engine.errors import PlumblineError

WRITTEN_WRONGLY = (LookupError, TypeError, ValueError, AttributeError)


class FailedAt(Exception):
    """A scenario failed at a step, 0 for its beginning; `sentence` says why."""

    def __init__(self, step: int, sentence: str) -> None:
        self.step, self.sentence = step, sentence
        super().__init__(f"step {step}: {sentence}")


@contextmanager
def at_step(number: int) -> Iterator[None]:
    """What goes wrong inside is said of this step. Raises FailedAt."""
    try:
        yield
    except PlumblineError as error:
        raise FailedAt(number, str(error)) from error
    except WRITTEN_WRONGLY as error:
        said = f"It cannot be carried out as it is written ({type(error).__name__}: {error})."
        raise FailedAt(number, said) from error
