"""What begins a process besides its name: events, calls, and what the diagrams throw themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from engine.spiff.definitions import Definitions
from engine.spiff.drawing.diagram import Node as Drawn

THROWING = ("intermediateThrowEvent", "endEvent", "sendTask")
Kind = Literal["message", "signal", "timer"]


@dataclass(frozen=True)
class Trigger:
    """One event that begins a process: `name` of the message or signal, or the timer's text.

    `place` counts the triggers of the same kind in the process.
    """

    element_id: str
    kind: Kind
    name: str
    place: int


def triggers(definitions: Definitions, process_key: str) -> list[Trigger]:
    """The events that begin a process: messages, then signals, then timers."""
    process = definitions.processes[process_key]
    kinds: dict[Kind, Any] = {
        "message": process.start_messages,
        "signal": process.start_signals,
        "timer": process.start_timers,
    }
    return [
        Trigger(element, kind, name, place)
        for kind, starts in kinds.items()
        for place, (element, name) in enumerate(starts)
    ]


def begins_at_event(definitions: Definitions, process_key: str) -> str | None:
    """The start event at which a process begins that is begun by name; None when plainly."""
    first: Any = definitions.specs[process_key].first
    return next((node.drawn.id for node in first if node.drawn.events), None)


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
