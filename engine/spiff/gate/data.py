"""Rules about data: what is copied can be found, named and kept."""

from __future__ import annotations

from collections.abc import Iterator

from engine.spiff.drawing.diagram import Graph, Node, Transfer

Refusals = Iterator[tuple[str, str, str]]


def references(graph: Graph) -> Refusals:
    """What data is copied from and to is in the file."""
    for node, transfer in _transfers(graph):
        for reference in transfer.missing if not transfer.stored else ():
            sentence = f'Data is copied from or to "{reference[:80]}", which is not in the file.'
            yield transfer.id or node.id, sentence, "Connect the data association again."


def places(graph: Graph) -> Refusals:
    """Data that is copied comes from one place, or is worked out, and goes somewhere."""
    for node, transfer in _transfers(graph):
        if transfer.stored or transfer.missing or transfer.assignments:
            continue
        if None in transfer.sources or (transfer.target is None and _moves(transfer)):
            sentence = "Data is copied from or to nothing."
            yield transfer.id or node.id, sentence, "Connect both ends of the data association."
        if len(transfer.sources) > 1 and not transfer.transformation:
            sentence = "Data is copied, and it does not say from which one place."
            yield (
                transfer.id or node.id,
                sentence,
                "Draw one association for each, or give a transformation.",
            )


def _moves(transfer: Transfer) -> bool:
    return bool(transfer.sources or transfer.transformation)


def assignments(graph: Graph) -> Refusals:
    """An assignment says what is kept, in FEEL, and under which name."""
    for node, transfer in _transfers(graph):
        for value, name in transfer.assignments:
            if value is None or name is None:
                sentence = "An assignment of data does not say what goes where."
                remedy = "Write FEEL in <from>, and the name of a variable in <to>."
                yield transfer.id or node.id, sentence, remedy


def stores(graph: Graph) -> Refusals:
    """A data store outlives the process, so the process cannot keep it."""
    for node, transfer in _transfers(graph):
        if transfer.stored:
            sentence = "Data is copied from or to a data store, which is not kept here."
            yield node.id, sentence, "Use a service task, or a data object."


def carried(graph: Graph) -> Refusals:
    """What a message or signal carries is said at the event."""
    for node in graph.nodes.values():
        moves = node.data.inputs or node.data.outputs
        if moves and node.type.endswith("Event"):
            sentence = "The data of an event is not moved by associations."
            remedy = "Give its message a payload, or a variable for what it brings."
            yield node.id, sentence, remedy


def _transfers(graph: Graph) -> Iterator[tuple[Node, Transfer]]:
    for node in graph.nodes.values():
        for transfer in (*node.data.inputs, *node.data.outputs):
            yield node, transfer


RULES = (references, places, assignments)
LEFT_OPEN = (stores, carried)
