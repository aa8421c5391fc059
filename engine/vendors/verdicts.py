"""What is to be said of a setting: how much it matters, and what says the same in our own form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.vendors.changes import Change

Weight = Literal["none", "advice", "work", "course"]
BY_COMMAND = "`plumbline translate` does that."


@dataclass(frozen=True)
class Verdict:
    """`none`: not worth a word. `advice`: nothing runs differently without it. `work`: what an
    element does, or who does it, would be missing. `course`: tokens would go another way.

    `changes` say exactly the same in our form; then the setting can go, and with it the `drops`,
    attributes that are part of it.
    """

    weight: Weight
    sentence: str = ""
    remedy: str = ""
    changes: tuple[Change, ...] = ()
    drops: tuple[str, ...] = ()
    spare: bool = False

    @property
    def exact(self) -> bool:
        """Whether it can be rewritten without changing what it means."""
        return bool(self.changes) or self.spare


NOTHING = Verdict("none")


def same(weight: Weight, does: str, *changes: Change, drops: tuple[str, ...] = ()) -> Verdict:
    """There is an exact equivalent; where the place is taken already, a person has to choose."""
    remedy = f"Give it {' and '.join(change.words for change in changes)}"
    taken = [change.taken for change in changes if change.taken]
    if taken:
        return Verdict(weight, does, f"{remedy}. It already has {taken[0]}: keep one of the two.")
    return Verdict(weight, does, f"{remedy}: {BY_COMMAND}", changes, drops)


def spare(does: str, remedy: str) -> Verdict:
    """It asks for what happens here anyway, so it may go."""
    return Verdict("advice", does, f"{remedy} {BY_COMMAND}", spare=True)
