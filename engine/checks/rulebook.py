"""The catalogue: every rule with an example that breaks it and one that keeps it.

`rules/<name>.toml` holds the examples: `element` is what a finding about `breaks` names. A rule of
the standard or of the gate says in its docstring what it demands; any other rule has `family`,
`level` and `sentence` in its file. With `file` an example is a whole file of that name, beside the
files of `[beside]`; else it stands inside <definitions>, and in a process when it has none itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from engine.checks import standard
from engine.model import Level
from engine.spiff import gate_rules

FOLDER = Path(__file__).with_name("rules")
TOP = ("<process", "<collaboration", "<choreography", "<globalConversation")
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
    ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    ' xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'
    ' targetNamespace="urn:example">'
)


@dataclass(frozen=True)
class Entry:
    """A rule for people: what it demands, an example that breaks it, one that keeps it.

    `told` is "in words" when the examples only describe a file: one too large to be shown, or one
    that is not there.
    """

    name: str
    family: str
    level: Level
    sentence: str
    element: str
    breaks: str
    keeps: str
    file: str = ""
    told: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)

    def files(self, example: str) -> dict[str, bytes]:
        """The files of `breaks` or `keeps`, as a bundle holds them."""
        whole = example if self.file else _whole(example)
        content = {self.file or "example.bpmn": whole, **self.beside}
        return {path: text.encode() for path, text in content.items()}


def _whole(example: str) -> str:
    own = any(start in example for start in TOP)
    inside = example if own else f'<process id="p" isExecutable="true">{example}</process>'
    return f"{HEAD}{inside}</definitions>"


@cache
def catalogue(*more: Path) -> list[Entry]:
    """Every rule that a finding can name, by family and name.

    `more` are the folders of whoever is above the engine and brings rules of its own.
    """
    described = {name: about for name, about in _described()}
    paths = (path for folder in (FOLDER, *more) for path in folder.glob("*.toml"))
    found = [_entry(path, described) for path in paths]
    return sorted(found, key=lambda entry: (entry.family, entry.name))


def _described() -> Iterator[tuple[str, dict[str, str]]]:
    for family, rules in standard.FAMILIES.items():
        for rule in rules:
            yield rule.name, _about(family, rule.level, rule.judge.__doc__)
    for name, sentence in gate_rules():
        yield name, _about("what runs", "error", sentence)


def _about(family: str, level: str, sentence: str | None) -> dict[str, str]:
    return {"family": family, "level": level, "sentence": " ".join((sentence or "").split())}


def _entry(path: Path, described: Mapping[str, dict[str, str]]) -> Entry:
    given: dict[str, Any] = {**described.get(path.stem, {}), **tomllib.loads(path.read_text())}
    if "sentence" not in given:
        raise LookupError(f"No rule is called {path.stem}: rename or remove {path}.")
    return Entry(name=path.stem, **given)
