"""Where a difference is felt: the elements that use what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.bundle import MANIFEST
from engine.differences.model import Difference, Version
from engine.differences.uses import Spot, Uses

READ_ONLY = ("scenarios/", "simulation/", "replay/")
NOTES = ("CHANGELOG.md", "README.md", "policy.toml")
# What bundle.toml says of the bundle itself, or repeats of files that differ as well.
SAID_OF_IT = frozenset(("forms", "letters", "variables", "title", "owner", "rollout", "key"))
DRAWN = (".bpmn", ".dmn")
COUNTS_DAYS = "working_day"

Spots = tuple[Spot, ...]


@dataclass(frozen=True)
class Felt:
    """Both versions with what uses what."""

    old: Version
    new: Version

    @cached_property
    def before(self) -> Uses:
        """What uses what in the old version."""
        return Uses(self.old)

    @cached_property
    def after(self) -> Uses:
        """What uses what in the new version."""
        return Uses(self.new)

    def where(self, difference: Difference) -> Spots | None:
        """The elements at which it is felt: of the new version, or of the old one where they are
        gone. () when nothing is done differently; None when no element can be named."""
        found = self._found(difference)
        return None if found is None else tuple(dict.fromkeys(found))

    def _found(self, difference: Difference) -> Iterable[Spot] | None:
        if difference.area == "diagram":
            return self._drawn(difference)
        if difference.area == "table":
            return self._either("of_decisions", self._decisions(difference))
        if difference.area == "form":
            return self._either("of_forms", {difference.file.split("/")[1].split(".")[0]})
        if difference.area == "letter":
            return self._either("of_letters", {difference.element})
        if difference.area == "parameter":
            return self._either("of_setting", difference.element)
        if difference.area == "calendar":
            return self.after.mentioning(COUNTS_DAYS)
        return self._file(difference)

    def _drawn(self, difference: Difference) -> Iterator[Spot]:
        for uses in (self.after, self.before):
            found = uses.drawn(difference.file, difference.element)
            if found:
                yield from found
                return

    def _either(self, ask: str, what: object) -> Iterable[Spot] | None:
        """What uses it now; if nothing does, what used it before; None when nothing ever did."""
        found: Iterable[Spot] = getattr(self.after, ask)(what) or getattr(self.before, ask)(what)
        return found or None

    def _decisions(self, difference: Difference) -> set[str]:
        both = {**self.old.decisions, **self.new.decisions}
        for id, decision in both.items():
            rules = decision.table.rules if decision.table else ()
            if difference.element in (id, *(rule.id for rule in rules)):
                return {id}
        return {id for id, decision in both.items() if decision.file == difference.file}

    def _file(self, difference: Difference) -> Iterable[Spot] | None:
        path = difference.file
        if path == MANIFEST:
            return () if difference.element in SAID_OF_IT else None
        layout = path.endswith(DRAWN) or path.startswith(("forms/", "mail/"))
        silent = layout or path.startswith(READ_ONLY) or path in NOTES
        return () if silent else None
