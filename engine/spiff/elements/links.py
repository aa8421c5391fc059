"""Link events: a throw goes on at the catch of the same name in the same process or sub-process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.spiff.drawing.diagram import Flow, Graph, Node


def flows(graph: Graph) -> list[Flow]:
    """The way from each throwing link to its one catch; none where there is no one catch."""
    found, caught = [], catches(graph)
    for node in throws(graph):
        targets = caught.get(node.event.name, [])
        if len(targets) == 1:
            target = targets[0].id
            found.append(Flow(f"{node.id} to {target}", node.id, target, None, link=True))
    return found


def throws(graph: Graph) -> Iterator[Node]:
    """The intermediate events that throw a link."""
    return (n for n in _links(graph) if n.type == "intermediateThrowEvent")


def catches(graph: Graph) -> Mapping[str | None, list[Node]]:
    """The intermediate events that catch links, by the name of the link."""
    found: dict[str | None, list[Node]] = {}
    for node in _links(graph):
        if node.type == "intermediateCatchEvent":
            found.setdefault(node.event.name, []).append(node)
    return found


def _links(graph: Graph) -> Iterator[Node]:
    return (n for n in graph.nodes.values() if [e.kind for e in n.events] == ["link"])
