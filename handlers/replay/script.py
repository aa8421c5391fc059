"""A bundle's `replay/<process>.toml`: how records answer the elements of a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.deployments import Deployed
from engine.expressions import ExpressionFailed
from engine.replay import Entry, Recorded
from forms import toml

FOLDER = "replay/"
UNTOLD = "What its records say could not be put together."


@dataclass(frozen=True)
class Given:
    """What one element was told: `when` it was at all, `at` which instant, which `values`; FEEL
    over the facts. `kind` is user_task, service, message or silence."""

    element: str
    kind: str = "user_task"
    when: str = "true"
    at: str = "concluded_at"
    values: str = "{}"
    name: str = ""


@dataclass(frozen=True)
class Script:
    """How instances of one process are told from records."""

    process: str
    given: tuple[Given, ...]
    always: Mapping[str, str]

    def recorded(self, reference: str, known: Mapping[str, Any], deployed: Deployed) -> Recorded:
        """One instance; with a hindrance where an expression cannot be worked out."""
        began, ended = known["issued_at"], known["concluded_at"]
        try:
            always, entries = self._told(known, deployed, ended)
        except ExpressionFailed as failed:
            why = f"{UNTOLD} {failed}"
            return Recorded(reference, self.process, began, ended, {}, (), hindrance=why)
        start = known["start"]
        return Recorded(reference, self.process, began, ended, start, entries, always=always)

    def _told(
        self, known: Mapping[str, Any], deployed: Deployed, ended: datetime
    ) -> tuple[dict[str, Any], tuple[Entry, ...]]:
        holds = deployed.evaluate_many([one.when for one in self.given], known, ended)
        told = [one for one, yes in zip(self.given, holds, strict=True) if yes is True]
        texts = [text for one in told for text in (one.at, one.values)]
        found = iter(deployed.evaluate_many([*texts, *self.always.values()], known, ended))
        entries = [_entry(one, next(found), next(found)) for one in told]
        entries.sort(key=lambda entry: entry.at)
        always = {element: values for element, values in zip(self.always, found, strict=True)}
        given = {name: values for name, values in always.items() if isinstance(values, dict)}
        return given, tuple(entries)


def _entry(given: Given, at: Any, values: Any) -> Entry:
    return Entry(at, given.kind, given.element, values, given.name)


def read(content: bytes) -> Script | None:
    """The script in a file; None for one that is empty or no TOML. TypeError or AttributeError for
    one of another shape: `check` lets none be deployed."""
    try:
        said = toml.read(content)
    except toml.TomlUnreadable:
        return None
    if not said:
        return None
    given = tuple(Given(**one) for one in said.get("given", ()))
    always = said.get("always", {})
    texts = (*always.values(), *(text for one in given for text in vars(one).values()))
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("every entry is text")
    return Script(str(said.get("process", "")), given, always)
