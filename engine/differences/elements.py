"""Elements of a process: added, removed, renamed, changed. Nothing that differs is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from engine.differences import activities, events, kinds
from engine.differences.model import Difference, Version, instead
from engine.spiff import Graph, Node

Nodes = Mapping[str, tuple[Graph, Node]]


def differences(before: Graph, after: Graph, old: Version, new: Version) -> Iterator[Difference]:
    """Element by element, in the order of the new file; those that are gone at the end."""
    was: Nodes = {node.id: (graph, node) for graph, node in before.walk()}
    now: Nodes = {node.id: (graph, node) for graph, node in after.walk()}
    for id, (graph, node) in now.items():
        for sentence in (
            _changed(was[id], (graph, node), old, new) if id in was else [_added(graph, node)]
        ):
            yield Difference("diagram", after.file, id, sentence, node.lane or "")
    for id, (_, node) in was.items():
        if id not in now:
            sentence = f"The {kinds.name(node.type)} {called(node)} is gone."
            yield Difference("diagram", after.file, id, sentence, node.lane or "")


def called(node: Node) -> str:
    """An element as people know it."""
    return f"“{node.name or node.id}”"


def _added(graph: Graph, node: Node) -> str:
    if node.attached_to and node.attached_to in graph.nodes:
        return f"There is a new {kinds.name(node.type)} {called(node)} on " + (
            f"{called(graph.nodes[node.attached_to])}."
        )
    before = [graph.nodes[f.source] for f in graph.incoming(node.id) if f.source in graph.nodes]
    after = [graph.nodes[f.target] for f in graph.outgoing(node.id) if f.target in graph.nodes]
    places = [f"after {called(before[0])}"] if before else []
    places += [f"before {called(after[0])}"] if after else []
    where = f", {' and '.join(places)}" if places else ""
    return f"There is a new {kinds.name(node.type)} {called(node)}{where}."


def _changed(
    was: tuple[Graph, Node], now: tuple[Graph, Node], old: Version, new: Version
) -> Iterator[str]:
    before, after = was[1], now[1]
    found = [
        *_words(before, after),
        *events.sentences(was, now, old.parameters, new.parameters),
        *activities.sentences(before, after, old.parameters, new.parameters),
    ]
    yield from found
    if not found and _written(before) != _written(after) and _says(before) != _says(after):
        yield f"{called(after)} differs in a detail of its drawing file."


def _words(before: Node, after: Node) -> Iterator[str]:
    if before.name != after.name:
        yield f"The {kinds.name(after.type)} {called(before)} is called {called(after)}."
    if before.type != after.type:
        yield instead(f"{called(after)} is", kinds.one(after.type), kinds.one(before.type))
    if before.lane != after.lane:
        yield f"{called(after)} is done by {after.lane or 'nobody'}, not {before.lane or 'nobody'}."
    if before.documentation != after.documentation:
        yield f"The description of {called(after)} is worded differently."


def _written(node: Node) -> bytes:
    """The element's XML as it stands in the file: nearly all of them are the same there already."""
    return bytes(etree.tostring(node.xml, with_tail=False))


def _says(node: Node) -> bytes:
    """The element's own XML without its flows' ids and what is inside a sub-process."""
    copy = etree.fromstring(_written(node))
    for child in list(copy):
        name = etree.QName(child).localname
        if name in ("incoming", "outgoing") or child.get("id") in _inside(node):
            copy.remove(child)
    return bytes(etree.tostring(copy, method="c14n2", strip_text=True))


def _inside(node: Node) -> set[str]:
    graph = node.graph
    return set() if graph is None else {*graph.nodes, *(flow.id for flow in graph.flows)}
