"""One suite of the TCK against our engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from cases import Case, Suite
from values import same

from engine.calendar import Calendar
from engine.decisions import Decisions, Model, link, read_model
from engine.decisions.elements import key_of
from engine.decisions.evaluation import raw_answer
from engine.errors import PlumblineError
from engine.expressions import Settings

SETTINGS = Settings(
    now=datetime(2026, 12, 1, 9, tzinfo=UTC),
    calendar=Calendar(bank_holidays=frozenset(), closures=frozenset()),
    zone="UTC",
)


@dataclass(frozen=True)
class Wrong:
    """A result that is not the expected one."""

    result: str
    expected: Any
    got: Any
    notes: tuple[str, ...]


@dataclass
class Verdict:
    """A case with what is wrong about it; nothing when it passed."""

    case: Case
    wrong: list[Wrong] = field(default_factory=list)


def run(suite: Suite) -> Iterator[Verdict]:
    """The verdict of every case of a suite."""
    try:
        decisions: Decisions | str = _decisions(suite.file.with_name(suite.model))
    except (PlumblineError, OSError) as refused:
        decisions = str(refused)
    for case in suite.cases:
        yield Verdict(case, list(_wrong(case, decisions, suite)))


@lru_cache(maxsize=4)
def _decisions(file: Path) -> Decisions:
    models = {file: _model(file)}
    spaces = set(models[file].imports.values())
    others = [one for one in sorted(file.parent.glob("*.dmn")) if one != file] if spaces else []
    return Decisions(link([models[file], *map(_model, others)]))


def _model(file: Path) -> Model:
    return read_model(file.read_bytes(), file.name, standard=True)


def _wrong(case: Case, decisions: Decisions | str, suite: Suite) -> Iterator[Wrong]:
    for expected in case.expected:
        if isinstance(decisions, str):
            yield Wrong(expected.name, expected.value, "the file is refused", (decisions,))
            continue
        try:
            value, notes = _answer(case, expected.name, decisions, suite)
        except PlumblineError as failed:
            value, notes = {"failed": True}, [str(failed)]
        if not same(expected.value, value):
            yield Wrong(expected.name, expected.value, value, tuple(notes))


def _answer(case: Case, name: str, decisions: Decisions, suite: Suite) -> tuple[Any, list[str]]:
    wanted = case.service or name
    for element, model in decisions.elements:
        if wanted in (element.name, element.id) and model.file == suite.model:
            value, notes = raw_answer(decisions, key_of(element, model), case.given, SETTINGS)
            several = case.service and len(case.expected) > 1 and isinstance(value, dict)
            return value.get(name) if several else value, notes
    raise PlumblineError(f"there is no {wanted}")
