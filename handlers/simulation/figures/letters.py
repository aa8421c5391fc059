"""The letters: by kind and day, and whether each that a diagram calls for left exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from engine.tables import History, Mail
from handlers.letters.texts import LetterTexts
from handlers.simulation.figures.source import Source, counted

SENDS = ("letters.send", "distribution.send")
Step = tuple[str, str]


class Letters:
    """Every letter of a simulation."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._rows = source.rows(
            Mail,
            *(Mail.letter, Mail.created_at, Mail.dedupe_key, Mail.recipient, Mail.state),
        )

    def figures(self) -> dict[str, Any]:
        """How many left, by kind and by day; chasers; and that each left exactly once.

        `to_nobody` are the steps that had nobody to write to, `without_a_step` the letters that no
        step of a diagram called for.
        """
        kinds = counted([row.letter for row in self._rows])
        chasers = {kind: number for kind, number in kinds.items() if self._chases(kind)}
        written = [self._step(row.dedupe_key) for row in self._rows]
        steps = self._steps(written)
        return {
            "sent": len(self._rows),
            "by_kind": kinds,
            "by_day": counted([self._source.day(row.created_at) for row in self._rows]),
            "chasers": {"sent": sum(chasers.values()), "by_kind": chasers},
            "steps": len(steps),
            "to_nobody": counted([element for element, _ in steps - set(written)]),
            "without_a_step": sum(step not in steps for step in written),
            "twice": len(self._rows) - len({row.dedupe_key for row in self._rows}),
            "not_sent": counted([r.letter for r in self._rows if r.state not in ("kept", "sent")]),
        }

    def to(self) -> Mapping[str, int]:
        """How many letters each person got."""
        return Counter(row.recipient for row in self._rows)

    def _chases(self, letter: str) -> bool:
        return LetterTexts(self._source.deployed.bundle, letter).chases

    def _steps(self, written: Collection[Step]) -> set[Step]:
        """Each time a step was carried out that sends letters: its element and position."""
        sends = {element for element, _ in written} | {
            element.id
            for process in self._source.deployed.definitions.processes.values()
            for element in process.elements.values()
            if element.operation in SENDS
        }
        done = (History.kind == "completed", History.element_id.in_(sends))
        query = select(History.element_id, History.task_id).where(*done)
        found = self._source.session.execute(query.where(History.tenant_id == self._source.tenant))
        return {(str(element), str(position)) for element, position in found}

    @staticmethod
    def _step(dedupe_key: str) -> Step:
        element, position, *_ = [*dedupe_key.split(":"), ""]
        return element, position
