"""Rules about activities that leave open what they do or who does it, as a sketch may.

A bundle must say it in words that are read here. In a sketch such an activity passes through, and
the finding is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.spiff.drawing import scripts as script_texts
from engine.spiff.drawing.diagram import Diagram, Graph, Node
from engine.spiff.drawing.xml import tag

PERFORMERS = ("performer", "humanPerformer", "potentialOwner", "resourceRole")
Refusals = Iterator[tuple[str, str, str]]
BundleRefusals = Iterator[tuple[str, str, str, str]]


def operations(graph: Graph) -> Refusals:
    """A service task names its operation."""
    for node in _of(graph, "serviceTask"):
        if node.service is None:
            yield node.id, "The service task names no operation.", "Choose what it does."


def scripts(graph: Graph) -> Refusals:
    """A script is one FEEL expression; what it gives has a name."""
    for node in graph.nodes.values():
        refused = script_texts.refusal(node)
        if refused is not None:
            yield node.id, *refused


def sends(graph: Graph) -> Refusals:
    """A send task names a message or an operation."""
    for node in _of(graph, "sendTask"):
        if not _message(node) and node.service is None:
            sentence = "The send task names neither a letter's operation nor a message."
            yield node.id, sentence, "Give it one of the two."


def receives(graph: Graph) -> Refusals:
    """A receive task names its message."""
    for node in _of(graph, "receiveTask"):
        if not _message(node):
            yield node.id, "The receive task names no message.", "Choose its message."


def calls(graph: Graph) -> Refusals:
    """A call activity names what it calls."""
    for node in _of(graph, "callActivity"):
        if not node.called:
            sentence = "The call activity does not say what it calls."
            yield node.id, sentence, "Choose a process of this bundle."


def rules(
    diagrams: Sequence[Diagram], _: Mapping[str, Graph], decision_ids: frozenset[str]
) -> BundleRefusals:
    """A business rule task asks a decision of this bundle."""
    for diagram in diagrams:
        for process in diagram.graphs:
            for _graph, node in process.walk():
                if node.type == "businessRuleTask" and node.decision not in decision_ids:
                    named = f'"{node.decision}"' if node.decision else "no decision"
                    sentence = f"It asks {named}, which is not in this bundle."
                    remedy = f"Choose one of: {', '.join(sorted(decision_ids)) or 'none yet'}."
                    yield process.file, node.id, sentence, remedy


def performers(graph: Graph) -> Refusals:
    """Who does the work is said by the properties of a user task, and by nothing else."""
    for node in graph.nodes.values():
        if any(tag(child) in PERFORMERS for child in node.xml):
            sentence = "It names its people in a way that is not read here."
            yield node.id, sentence, "Give it the property assignee or candidateGroup instead."


def _of(graph: Graph, type: str) -> Iterator[Node]:
    return (node for node in graph.nodes.values() if node.type == type)


def _message(node: Node) -> bool:
    return any(event.kind == "message" for event in node.events)


RULES = (operations, scripts, sends, receives, calls, performers)
BUNDLE_RULES = (rules,)
