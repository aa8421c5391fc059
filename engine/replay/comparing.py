"""Two runs of the same instance held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.replay.model import Recorded, Run


@dataclass(frozen=True)
class Pair:
    """An instance on the live version and on the change."""

    reference: str
    process_key: str
    before: Run
    after: Run

    @property
    def unknown(self) -> dict[str, str]:
        """Where it could not be followed, and why; what both versions lack is told once."""
        return {**self.before.unknown, **self.after.unknown}

    def came(self, element: str) -> tuple[bool | None, bool | None]:
        """Whether it came to the element before and now; None where that is not known."""
        return _came(self.before, element), _came(self.after, element)

    def differing(self) -> Iterator[str]:
        """The elements it surely came to on one version and surely not on the other."""
        for element in dict.fromkeys((*self.before.reached, *self.after.reached)):
            was, now = self.came(element)
            if was is not None and now is not None and was != now:
                yield element


def _came(run: Run, element: str) -> bool | None:
    if run.reached.get(element):
        return True
    return None if element in run.ahead else False


def hindered(recorded: Iterable[Recorded]) -> list[tuple[str, str]]:
    """Those that cannot be run again at all, with the reason."""
    return [(one.reference, one.hindrance) for one in recorded if one.hindrance]
