"""What can still be reached from the positions of an instance, in the diagrams of a version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.spiff import Graph, Node, Position

Places = frozenset[tuple[str, str]]


class Reach:
    """Elements are told apart by file and id. Called processes are followed into."""

    def __init__(self, processes: Mapping[str, Graph]) -> None:
        self._processes = processes
        self._known: dict[int, Places] = {}

    def ahead(self, process: str, positions: Iterable[Position]) -> Places:
        """Where the instance stands, and all it may still come to. What is gone is left out."""
        found: set[tuple[str, str]] = set()
        for position in positions:
            graph = self._processes.get(process)
            for place in position.within:
                graph = self._pass(graph, place, found)
            if graph is not None and position.element in graph.nodes:
                node = graph.nodes[position.element]
                found |= self._within(node)
                self._behind(graph, node, found)
        return frozenset(found)

    def _pass(self, graph: Graph | None, place: str, found: set[tuple[str, str]]) -> Graph | None:
        """Note what lies behind an activity that is entered; its inside."""
        if graph is None or place not in graph.nodes:
            return None
        node = graph.nodes[place]
        self._behind(graph, node, found)
        return self._inside(node)

    def _behind(self, graph: Graph, first: Node, found: set[tuple[str, str]]) -> None:
        """The element itself, all that follows it, and what events may begin around it."""
        seen = {first.id}
        fringe = [first.id]
        while fringe:
            id = fringe.pop()
            found.add((graph.file, id))
            if id != first.id:
                found |= self._within(graph.nodes[id])
            targets = [flow.target for flow in graph.outgoing(id)] + graph.attached(id)
            new = [one for one in targets if one in graph.nodes and one not in seen]
            seen.update(new)
            fringe += new
        for node in graph.nodes.values():
            if node.by_event:
                found |= {(graph.file, node.id)} | self._within(node)

    def _within(self, node: Node) -> Places:
        inner = self._inside(node)
        return frozenset() if inner is None else self._whole(inner)

    def _inside(self, node: Node) -> Graph | None:
        return node.graph or self._processes.get(node.called or "")

    def _whole(self, graph: Graph) -> Places:
        """Every element of a graph and of all it calls; processes never call in circles."""
        if id(graph) not in self._known:
            found = {(graph.file, node.id) for node in graph.nodes.values()}
            for node in graph.nodes.values():
                found |= self._within(node)
            self._known[id(graph)] = frozenset(found)
        return self._known[id(graph)]
