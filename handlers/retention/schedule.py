"""The schedule: for each kind of record how long it is kept, from when that counts, what happens.

It is the table `retention` of the bundle. What the kinds are is the program's to say, as it has
the tables; the periods and what is done are the bundle's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from handlers.retention.kinds import KINDS, Kind

DECISION = "retention"
LONGEST = 150 * 12
Then = Literal["erase", "erase_keep_numbers", "keep", "erase_by_hand"]
THENS: Mapping[str, str] = {
    "erase_keep_numbers": "Erased once it is approved; anonymous numbers stay",
    "erase": "Erased",
    "erase_by_hand": "Erased by hand, here",
    "keep": "Kept",
}
FROM: Mapping[str, str] = {
    "end": "its end",
    "answer": "the day the file was handed over",
    "last_change": "the last change",
    "last_use": "the last use",
    "happening": "the day it happened",
    "leaving": "the day they left",
    "never": "",
}
Decide = Callable[[Mapping[str, object]], object]
assert set(get_args(Then)) == set(THENS)


@dataclass(frozen=True)
class Period:
    """A kind with what the table says of it. `months` None: for ever. `said` is False when no row
    says anything, which is kept for ever, too, until one does."""

    kind: Kind
    months: int | None
    counts_from: str
    then: str
    said: bool = True

    @property
    def faults(self) -> Iterator[str]:
        """What cannot be as the table has it; nothing for a row that can be kept."""
        if self.counts_from not in self.kind.counts_from:
            yield f"it counts from {' or '.join(self.kind.counts_from)}, not {self.counts_from}"
        if self.then not in self.kind.then:
            yield f"what happens is {' or '.join(self.kind.then)}, not {self.then}"
        if (self.months is None) != (self.then in ("keep", "erase_by_hand")):
            yield "what is kept for ever has no months, and what is erased has some"
        if self.months is not None and not 0 < self.months <= LONGEST:
            yield f"the months are a whole number from 1 to {LONGEST}"


def schedule(decide: Decide) -> list[Period]:
    """A period for every kind, in the order of KINDS."""
    return [_period(kind, decide({"kind": kind.key})) for kind in KINDS.values()]


def _period(kind: Kind, said: object) -> Period:
    """As the table answers. An earlier version of it answers with the months alone."""
    if isinstance(said, Mapping):
        months = _months(said.get("months"))
        start, then = str(said.get("counts_from") or ""), str(said.get("action") or "")
        return Period(kind, months, start, then, said=bool(start or then))
    usual = Period(kind, _months(said), kind.counts_from[0], kind.then[0])
    return usual if usual.months is not None else Period(kind, None, "", "", said=False)


def _months(value: object) -> int | None:
    """Whole months; -1 for what is none."""
    if value is None:
        return None
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)
    return int(value) if whole else -1  # type: ignore[call-overload]
