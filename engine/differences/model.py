"""A difference between two versions, and a version read as far as it can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import forms
from engine.bundle import Bundle
from engine.decisions import Decision
from engine.deployments import forms_of
from engine.kept import Kept
from engine.spiff import Diagram, Graph, drawn, tables

Area = Literal["parameter", "calendar", "diagram", "table", "form", "letter", "file"]


@dataclass(frozen=True)
class Difference:
    """One change, said to somebody who knows the policy and not the file.

    `file` and `element` say where; `lane` who does the work there, "" when that is nobody's.
    """

    area: Area
    file: str
    element: str
    sentence: str
    lane: str = ""


@dataclass(frozen=True)
class Version:
    """A bundle with its parts. Raises BundleRefused when a form or bundle.toml cannot be read."""

    bundle: Bundle

    @cached_property
    def diagrams(self) -> list[Diagram]:
        """The diagrams, without those that are no XML."""
        return drawn(self.bundle)[0]

    @cached_property
    def processes(self) -> Mapping[str, Graph]:
        """Every process by its id."""
        return {g.id: g for diagram in self.diagrams for g in diagram.processes}

    @cached_property
    def decisions(self) -> Mapping[str, Decision]:
        """Every decision by its id."""
        return {decision.id: decision for decision in tables(self.bundle)[0]}

    @cached_property
    def forms(self) -> Mapping[str, forms.Form]:
        """Every form by its key."""
        return forms_of(self.bundle)

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The numbers and words an owner can change."""
        return self.bundle.parameters

    def texts(self, under: str) -> Iterator[tuple[str, str]]:
        """The text files in a folder: path and content."""
        for path, content in self.bundle.files.items():
            if path.startswith(under):
                yield path, content.decode(errors="replace")


def version_of(bundle: Bundle) -> Version:
    """The bundle with its parts, read once for the same content while it is looked at."""
    return _VERSIONS.of(bundle)


_VERSIONS = Kept(Version, 4)


def instead(what: str, new: object, old: object) -> str:
    """“what” new instead of old."""
    return f"{what} {shown(new)} instead of {shown(old)}."


def shown(value: object) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
