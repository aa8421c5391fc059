"""Link events: a throw goes on at the catch of the same name in the same process or sub-process."""

from __future__ import annotations

from collections.abc import Iterator

from engine.spiff.drawing.diagram import Flow, Graph, Node


def flows(graph: Graph) -> list[Flow]:
    """The way from each throwing link to its one catch; none where there is no one catch."""
    found = []
    for node in throws(graph):
        targets = catches(graph, node.event.name)
        if len(targets) == 1:
            target = targets[0].id
            found.append(Flow(f"{node.id} to {target}", node.id, target, None, link=True))
    return found


def throws(graph: Graph) -> Iterator[Node]:
    """The intermediate events that throw a link."""
    return (n for n in _links(graph) if n.type == "intermediateThrowEvent")


def catches(graph: Graph, name: str | None) -> list[Node]:
    """The intermediate events that catch the link of that name."""
    found = (n for n in _links(graph) if n.type == "intermediateCatchEvent")
    return [n for n in found if n.event.name == name]


def _links(graph: Graph) -> Iterator[Node]:
    return (n for n in graph.nodes.values() if [e.kind for e in n.events] == ["link"])
