"""Rules about variables: a name that means something in FEEL could be written but never read."""

from __future__ import annotations

from collections.abc import Iterator

from engine import expressions
from engine.spiff.drawing.diagram import Graph, Node

OURS = ("parameters", "instance")


def variables(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Every variable an element sets can be named in an expression."""
    for node in graph.nodes.values():
        for name in written(node):
            sentence = expressions.check_name(name)
            if name in OURS:
                sentence = f'"{name}" is the name of something the engine provides'
            if sentence:
                yield node.id, f"{sentence}.", "Call the variable something else."


def written(node: Node) -> Iterator[str]:
    """The variables an element sets under a name that is drawn, not worked out."""
    loop, service = node.loop, node.service
    names = [service.result if service else None, *(event.variable for event in node.events)]
    if loop is not None:
        names += [loop.item, loop.output, loop.output_item]
    if node.type == "businessRuleTask":
        names.append(node.properties.get("result", node.decision))
    if node.type == "scriptTask":
        names.append(node.properties.get("result"))
    for transfer in (*node.data.inputs, *node.data.outputs):
        names += [transfer.target, *(place for _, place in transfer.assignments)]
    inside = node.graph.declared if node.graph is not None else ()
    return (name for name in (*names, *node.data.own, *inside) if name)


RULES = (variables,)
