"""Which data belong to an activity as a whole, and which to each of its instances in a loop."""

from __future__ import annotations

from engine.spiff.drawing.diagram import Data, Node, Transfer


def own(node: Node) -> Data:
    """The data of an activity; those declared inside a sub-process are its own as well."""
    inside = node.graph.declared if node.graph is not None else ()
    return Data((*node.data.own, *inside), node.data.inputs, node.data.outputs)


def of_all(node: Node) -> Data:
    """What is copied once for a loop: the list it runs over, and the list of its results."""
    data = node.data
    return Data(
        tuple(name for name in data.own if name in _lists(node)),
        tuple(t for t in data.inputs if _whole(node, t)),
        tuple(t for t in data.outputs if _whole(node, t)),
    )


def of_each(node: Node) -> Data:
    """What each instance has and copies for itself: everything else."""
    data = own(node)
    return Data(
        tuple(name for name in data.own if name not in _lists(node)),
        tuple(t for t in data.inputs if not _whole(node, t)),
        tuple(t for t in data.outputs if not _whole(node, t)),
    )


def _whole(node: Node, transfer: Transfer) -> bool:
    places = {transfer.target, *transfer.sources, *(place for _, place in transfer.assignments)}
    return not _lists(node).isdisjoint(places)


def _lists(node: Node) -> set[str | None]:
    loop = node.loop
    return set() if loop is None else {loop.collection, loop.output} - {None}
