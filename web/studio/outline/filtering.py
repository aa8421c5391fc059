"""A long outline made short: the steps that fit some words, a lane, or that the check names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from web.diagrams.outline import Step

MARKED = "marked"


@dataclass(frozen=True)
class Filter:
    """What somebody wants to see; all of it when nothing is said."""

    words: str = ""
    lane: str = ""
    only: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filter:
        """As the address says; anything unknown shows all."""
        only = MARKED if given.get("only") == MARKED else ""
        return cls(given.get("text", "").strip(), given.get("lane", ""), only)

    @property
    def set(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words or self.lane or self.only)

    def kept(self, steps: Sequence[Step], marked: Collection[str]) -> list[Step]:
        """The steps that fit, in their order and with their numbers."""
        return [one for one in steps if self._fits(one, marked)]

    def _fits(self, step: Step, marked: Collection[str]) -> bool:
        said = f"{step.name} {step.kind} {step.note} {step.clauses}".casefold()
        return (
            self.words.casefold() in said
            and self.lane in ("", step.lane)
            and (not self.only or step.id in marked)
        )
