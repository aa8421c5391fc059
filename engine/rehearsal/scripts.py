"""What a bundle can be played from step by step, read once for the same content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.bundle import Bundle
from engine.kept import Kept
from engine.rehearsal.material import Material, material_of
from engine.spiff import drawn


@dataclass(frozen=True)
class Script:
    """A bundle's material, and the elements whose operations are asked for."""

    material: Material
    asked: frozenset[str]


def _read(bundle: Bundle) -> Script:
    return Script(material_of(bundle, ()), frozenset(_asked(bundle)))


def _asked(bundle: Bundle) -> list[str]:
    """Where an operation's outputs are kept, or an error it reports is caught."""
    graphs = [graph for diagram in drawn(bundle)[0] for graph in diagram.graphs]
    nodes = [node for graph in graphs for _, node in graph.walk()]
    caught = {n.attached_to for n in nodes if any(e.kind == "error" for e in n.events)}
    return [n.id for n in nodes if n.service and (n.service.result or n.id in caught)]


_SCRIPTS: Kept[Script] = Kept(_read, 8)


def script_of(bundle: Bundle) -> Script:
    """The script of a bundle. Raises BundleRefused."""
    return _SCRIPTS.of(bundle)


def playable(bundle: Bundle) -> Mapping[str, str]:
    """The processes that can be played, by key, with their names. Raises BundleRefused."""
    found = script_of(bundle).material.definitions.processes.values()
    return {process.key: process.name or process.key for process in found}
