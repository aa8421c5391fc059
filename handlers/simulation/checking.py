"""What is wrong with the files in simulation/, said before anybody simulates with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.checks.subject import Subject
from engine.model import Finding
from forms import toml
from handlers.simulation.behaviour import FOLDER
from handlers.simulation.naming import Names
from handlers.simulation.shape import faults

UNREADABLE, UNKNOWN = "simulation-unreadable", "simulation-name-unknown"


def findings(subject: Subject) -> Iterator[Finding]:
    """Values of a wrong kind, which are errors; names of nothing in the bundle, as warnings."""
    names = Names.of(subject)
    for path in subject.bundle.paths(".toml", FOLDER):
        raw = _read(subject.bundle.files[path])
        wrong = list(faults(raw))
        for place, sentence, remedy in wrong:
            yield Finding("error", path, place, sentence, remedy, UNREADABLE)
        if not wrong:
            yield from _unknown(path, raw, names)


def _read(content: bytes) -> Mapping[str, Any]:
    try:
        return toml.read(content)
    except toml.TomlUnreadable:
        return {}  # told by the family that reads every file


def _unknown(path: str, raw: Mapping[str, Any], names: Names) -> Iterator[Finding]:
    for place, sentence, remedy in names.unknown(raw):
        yield Finding("warning", path, place, sentence, remedy, UNKNOWN)
