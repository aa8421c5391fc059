"""Every place of a bundle that carries clauses out, and which it says it does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.bundle import Bundle
from engine.spiff import Diagram, drawn
from forms import schema, toml
from forms.errors import FormRefused

LETTER = "/letter.toml"
PEOPLE = ("userTask", "sendTask")


@dataclass(frozen=True)
class Place:
    """An element, a letter, a form or another file. `key` is how the register calls it.

    `kind` is BPMN's word for an element ("userTask"), or "letter", "form", "file"; `group` the
    process it belongs to. `clauses` is None where a file names none by itself.
    """

    key: str
    kind: str
    name: str
    group: str
    file: str
    element: str
    clauses: tuple[str, ...] | None

    @property
    def is_for_people(self) -> bool:
        """Whether somebody does it, or is written to."""
        return self.kind in PEOPLE


def places(bundle: Bundle) -> list[Place]:
    """Every place, diagrams first; what cannot be read is left out, others say so."""
    found = [place for diagram in drawn(bundle)[0] for place in _elements(diagram)]
    found += [*_letters(bundle), *_forms(bundle)]
    held = {place.file for place in found if place.kind == "form"}
    others = sorted(path for path in bundle.files.keys() - held if not path.startswith("mail/"))
    return found + [_file(path) for path in others]


def _elements(diagram: Diagram) -> Iterator[Place]:
    for process in diagram.graphs:
        for _, node in process.walk():
            named = tuple(node.properties.get("clauses", "").split())
            key, name = f"{process.id}/{node.id}", node.name or node.id
            yield Place(key, node.type, name, process.id, diagram.file, node.id, named)


def _letters(bundle: Bundle) -> Iterator[Place]:
    for path in bundle.paths(LETTER, "mail/"):
        try:
            said = toml.read(bundle.files[path])
        except toml.TomlUnreadable:
            continue
        key, title = path.removesuffix(LETTER), said.get("title", "")
        yield Place(key, "letter", str(title) or key, "", path, "", _words(said.get("clauses")))


def _forms(bundle: Bundle) -> Iterator[Place]:
    for path in bundle.paths(".form", "forms/"):
        try:
            form = schema.read(path, bundle.files[path])
        except FormRefused:
            continue
        said = re.findall(r'"clauses": "([^"]*)"', json.dumps(form))
        clauses = tuple(dict.fromkeys(" ".join(said).split()))
        yield Place(path, "form", str(form.get("title") or path), "", path, "", clauses)


def _words(said: object) -> tuple[str, ...]:
    given = said if isinstance(said, list) else []
    return tuple(one for one in given if isinstance(one, str))


def _file(path: str) -> Place:
    return Place(path, "file", path, "", path, "", None)
