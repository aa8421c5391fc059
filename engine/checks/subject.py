"""What is examined: a bundle, read as far as it can be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import forms
from engine.bundle import Bundle
from engine.checks import safety, standard
from engine.decisions import Decision
from engine.model import Finding
from engine.registry import Registry
from engine.spiff import Diagram, Graph, Node, drawn, tables

MOST_KEPT = 128
_KNOWN: dict[tuple[str, bytes, frozenset[str]], tuple[Finding, ...]] = {}


@dataclass(frozen=True)
class Subject:
    """The readable parts; what could not be read is in `unreadable`, and `forms` is then None."""

    bundle: Bundle
    registry: Registry
    diagrams: Sequence[Diagram]
    decisions: Sequence[Decision]
    forms: Mapping[str, forms.Form] | None
    unreadable: Sequence[Finding]
    sketch: bool = False
    named: Collection[str] = ()
    beside: Collection[str] = ()

    @classmethod
    def of(
        cls,
        bundle: Bundle,
        registry: Registry,
        *,
        sketch: bool = False,
        named: Collection[str] = (),
        beside: Collection[str] = (),
    ) -> Subject:
        """Read the bundle. Raises BundleRefused only when bundle.toml cannot be read.

        A `sketch` may leave open what its activities do. `named` processes are examined though
        they are marked as pictures. `beside` are paths of files that are there and not examined.
        """
        _ = bundle.manifest
        unsafe = safety.unsafe(bundle.files)
        bundle = _without(bundle, {f.file for f in unsafe})
        found, problems = _forms(bundle)
        problems += unsafe
        diagrams, decisions = drawn(bundle, named)[0], tables(bundle)[0]
        paths = {*bundle.files, *beside}
        return cls(bundle, registry, diagrams, decisions, found, problems, sketch, named, paths)

    def nodes(self) -> Iterator[tuple[Diagram, Graph, Node]]:
        """Every flow node of every executable process, with the graph that holds it."""
        for diagram in self.diagrams:
            for whole in diagram.graphs:
                for graph, node in whole.walk():
                    yield diagram, graph, node

    @cached_property
    def broken(self) -> tuple[Finding, ...]:
        """Where the diagrams break the standard."""
        beside = frozenset(self.beside)
        each = (_broken(d, self.bundle.files[d.file], beside) for d in self.diagrams)
        return tuple(finding for found in each for finding in found)

    def start_variables(self, process: str) -> frozenset[str] | None:
        """What bundle.toml says is known when the process starts; None when it does not say."""
        given: Any = self.bundle.manifest.get("variables", {})
        names = given.get(process) if isinstance(given, dict) else None
        return None if names is None else frozenset(map(str, names))


def _broken(diagram: Diagram, content: bytes, beside: frozenset[str]) -> tuple[Finding, ...]:
    """Where one diagram breaks the standard; most files are as they were at the last check."""
    key = (diagram.file, content, beside)
    found = _KNOWN.get(key)
    if found is None:
        found = tuple(standard.findings(standard.Elements(diagram.root, diagram.file, beside)))
        for old in list(_KNOWN)[: max(0, len(_KNOWN) - MOST_KEPT)]:
            _KNOWN.pop(old, None)
        _KNOWN[key] = found
    return found


def _without(bundle: Bundle, paths: set[str]) -> Bundle:
    return Bundle({p: c for p, c in bundle.files.items() if p not in paths}) if paths else bundle


def _forms(bundle: Bundle) -> tuple[Mapping[str, forms.Form] | None, list[Finding]]:
    try:
        return forms.read(bundle.files), []
    except forms.FormRefused as no:
        return None, [Finding("error", no.file, no.component, no.sentence, no.remedy)]
