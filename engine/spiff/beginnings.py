"""How processes begin: their start events, who calls them, and what a diagram itself throws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.spiff.definitions import Definitions
from engine.spiff.diagram import Event
from engine.spiff.diagram import Node as Drawn

THROWING = ("intermediateThrowEvent", "endEvent", "sendTask")


@dataclass(frozen=True)
class Beginning:
    """One event definition of a start event; `name` is the message's or signal's."""

    element_id: str
    kind: str
    name: str | None


def beginnings(definitions: Definitions, process_key: str) -> list[Beginning]:
    """The ways a process can begin, in the order of the file."""
    spec = definitions.specs[process_key]
    return [
        Beginning(node.drawn.id, event.kind, event.name)
        for node in spec.starts.values()
        for event in (node.drawn.events or [Event("none")])
    ]


def called(definitions: Definitions) -> set[str]:
    """The processes that a call activity calls."""
    return {node.called for node in _drawn(definitions) if node.called}


def thrown(definitions: Definitions) -> set[tuple[str, str | None]]:
    """(kind, name) of every message, signal and the like that some element throws."""
    nodes = (node for node in _drawn(definitions) if node.type in THROWING)
    return {(event.kind, event.name) for node in nodes for event in node.events}


def _drawn(definitions: Definitions) -> Iterator[Drawn]:
    for spec in definitions.specs.values():
        nodes: Any = spec.task_specs.values()
        yield from (node.drawn for node in nodes if hasattr(node, "drawn"))
