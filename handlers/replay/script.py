"""A bundle's `replay/<process>.toml`: how records answer the elements of a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.deployments import Deployed
from engine.replay import Entry, Recorded
from forms import toml

FOLDER = "replay/"


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
        """One instance. Raises ExpressionFailed for an expression that cannot be worked out."""
        began, ended = known["issued_at"], known["concluded_at"]
        holds = deployed.evaluate_many([one.when for one in self.given], known, ended)
        told = [one for one, yes in zip(self.given, holds, strict=True) if yes is True]
        texts = [text for one in told for text in (one.at, one.values)]
        found = iter(deployed.evaluate_many([*texts, *self.always.values()], known, ended))
        entries = [_entry(one, next(found), next(found)) for one in told]
        entries.sort(key=lambda entry: entry.at)
        always = {element: values for element, values in zip(self.always, found, strict=True)}
        given = {name: values for name, values in always.items() if isinstance(values, dict)}
        start = known["start"]
        return Recorded(reference, self.process, began, ended, start, tuple(entries), always=given)


def _entry(given: Given, at: Any, values: Any) -> Entry:
    return Entry(at, given.kind, given.element, values, given.name)


def read(content: bytes) -> Script | None:
    """The script in a file; None for one that is empty or cannot be read, which `check` tells."""
    try:
        said = toml.read(content)
    except toml.TomlUnreadable:
        return None
    if not said:
        return None
    given = tuple(Given(**one) for one in said.get("given", ()))
    return Script(str(said.get("process", "")), given, said.get("always", {}))
