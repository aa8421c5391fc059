"""What events wait for or do: timers in words, messages, codes, and whether they interrupt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.differences.model import instead
from engine.differences.rules import in_words, instead_of
from engine.spiff import Event, Graph, Node

Settings = Mapping[str, Any]


def sentences(
    was: tuple[Graph, Node], now: tuple[Graph, Node], old: Settings, new: Settings
) -> Iterator[str]:
    """The differences of one element's events."""
    before, after = was[1], now[1]
    where = _where(*now)
    if before.attached_to != after.attached_to:
        yield f"{where} sat on “{_named(was[0], before.attached_to)}” before."
    if before.interrupting != after.interrupting and after.type in ("boundaryEvent", "startEvent"):
        ends = "ends" if after.interrupting else "no longer ends"
        yield f"{where} {ends} the work it belongs to."
    if [e.kind for e in before.events] != [e.kind for e in after.events]:
        yield instead(f"{where} is about", _kinds(after), _kinds(before))
        return
    for one, other in zip(before.events, after.events, strict=True):
        yield from _event(where, one, other, old, new)


def _event(where: str, one: Event, other: Event, old: Settings, new: Settings) -> Iterator[str]:
    if other.kind == "timer":
        before, after = in_words(one.text, old), in_words(other.text, new)
        if before != after:
            yield f"{where} comes {instead_of(after, before)}."
        return
    for what, a, b in (
        (f"{where} is about the {other.kind}", one.name, other.name),
        (f"{where} holds when", one.text, other.text),
        (f"{where} carries", one.payload, other.payload),
        (f"{where} keeps what came in", one.variable, other.variable),
    ):
        if a != b:
            yield instead(what, b, a)


def _where(graph: Graph, node: Node) -> str:
    called = f"“{node.name or node.id}”"
    return f"{called} on “{_named(graph, node.attached_to)}”" if node.attached_to else called


def _named(graph: Graph, id: str | None) -> str:
    host = graph.nodes.get(id or "")
    return (host.name or host.id) if host else str(id)


def _kinds(node: Node) -> str:
    return ", ".join(f"a {event.kind}" for event in node.events) or "nothing"
