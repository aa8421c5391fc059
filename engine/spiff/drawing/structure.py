"""What a drawing alone says: where a process begins, and where a token can come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.spiff.drawing.diagram import Flow, Graph, Node


def beginnings(graph: Graph) -> list[str]:
    """Where a scope begins that nothing in particular starts: at its plain start event, else at
    its first start event, else (BPMN 2.0.2, 13.2) at every node that no flow leads to."""
    starts = starting(graph)
    if starts:
        return [next((n.id for n in starts if n.event.kind == "none"), starts[0].id)]
    return [n.id for n in graph.nodes.values() if not graph.incoming(n.id) and not waits(n)]


def starting(graph: Graph) -> list[Node]:
    """The start events, and what starts a process by itself: of an event-based gateway that does,
    the events behind it."""
    found = (n for n in graph.nodes.values() if n.type != "eventBasedGateway")
    return [n for n in found if n.type == "startEvent" or n.instantiates]


def waits(node: Node) -> bool:
    """Whether something other than a flow brings a token here: an event, or compensation."""
    return node.begins_apart or node.type == "boundaryEvent"


def upstream(graph: Graph, source: str, past: str | None) -> frozenset[str]:
    """The nodes from which a token can come to `source`, itself among them, without visiting
    `past`."""
    found: set[str] = set()
    fringe = {source}
    while fringe := fringe - found - {past or ""}:
        found |= fringe
        fringe = {before for id in fringe for before in _before(graph, graph.nodes[id])}
    return frozenset(found)


class Upstream(Mapping[str, frozenset[str]]):
    """`upstream` of each flow's source, worked out when it is asked for: a long diagram has many
    places where tokens join, and an instance reaches few of them in one step."""

    def __init__(self, graph: Graph, flows: Iterable[Flow], past: str | None) -> None:
        self._graph, self._past = graph, past
        self._sources = {flow.id: flow.source for flow in flows}
        self._found: dict[str, frozenset[str]] = {}

    def __getitem__(self, flow: str) -> frozenset[str]:
        if flow not in self._found:
            self._found[flow] = upstream(self._graph, self._sources[flow], self._past)
        return self._found[flow]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def _before(graph: Graph, node: Node) -> Iterable[str]:
    yield from (flow.source for flow in graph.incoming(node.id))
    if node.attached_to is not None:
        yield node.attached_to
