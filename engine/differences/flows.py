"""Sequence flows: ways that came or went, and when they are taken."""

from __future__ import annotations

from collections.abc import Iterator

from engine.differences.model import Difference, instead
from engine.spiff import Flow, Graph

Ends = tuple[str, str]


def differences(before: Graph, after: Graph) -> Iterator[Difference]:
    """Of the process and of each sub-process that both versions have."""
    was, now = _graphs(before), _graphs(after)
    for id in now:
        if id in was:
            for element, sentence in _of_graph(was[id], now[id]):
                yield Difference("diagram", after.file, element, sentence)


def _graphs(graph: Graph) -> dict[str, Graph]:
    inner = [node.graph for _, node in graph.walk() if node.graph is not None]
    return {one.id: one for one in [graph, *inner]}


def _of_graph(was: Graph, now: Graph) -> Iterator[tuple[str, str]]:
    old, new = _ways(was), _ways(now)
    for ends, flow in new.items():
        if ends in old:
            yield from _condition(now, old[ends], flow)
        elif set(ends) <= was.nodes.keys() and not _through(ends, now, was):
            yield flow.id, f"A new way leads from {_names(now, ends)}."
    for ends, flow in old.items():
        if ends not in new and set(ends) <= now.nodes.keys() and not _through(ends, was, now):
            yield flow.id, f"No way leads any more from {_names(was, ends)}."


def _ways(graph: Graph) -> dict[Ends, Flow]:
    return {(flow.source, flow.target): flow for flow in graph.flows}


def _through(ends: Ends, with_it: Graph, without: Graph) -> bool:
    """Whether the way only came or went because of an element put in or taken out between."""
    source, target = ends
    other = without if (source, target) in _ways(with_it) else with_it
    fringe, seen = [source], {source}
    only = other.nodes.keys() - (with_it if other is without else without).nodes.keys()
    while fringe:
        for flow in other.outgoing(fringe.pop()):
            if flow.target == target and flow.source != source:
                return True
            if flow.target in only and flow.target not in seen:
                seen.add(flow.target)
                fringe.append(flow.target)
    return False


def _condition(graph: Graph, old: Flow, new: Flow) -> Iterator[tuple[str, str]]:
    if old.condition != new.condition:
        way = f"The way from {_names(graph, (new.source, new.target))} is taken when"
        yield new.id, instead(way, new.condition or "always", old.condition or "always")


def _names(graph: Graph, ends: Ends) -> str:
    found = [graph.nodes[id].name or id for id in ends]
    return f"“{found[0]}” to “{found[1]}”"
