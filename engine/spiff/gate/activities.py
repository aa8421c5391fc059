"""Rules about activities: what each must say, and what would be passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.spiff.drawing.diagram import Graph, Node
from engine.spiff.elements.offers import PROPERTIES as OFFER
from engine.spiff.elements.offers import may_offer

Refusals = Iterator[tuple[str, str, str]]
UNSUPPORTED = {
    "adHocSubProcess": "Draw the order, or branches: nothing says what to do when.",
    "callChoreography": "Use processes and messages.",
    "choreographyTask": "Use processes and messages.",
    "subChoreography": "Use processes and messages.",
}
PEOPLE = frozenset(
    (
        *("form", "sections", "context", "reviews", "startsFrom"),
        *("assignee", "candidateGroup", "due", "results"),
        *("why", "dueReason", "ifNothing", "next", "public"),
    )
)
FORM = frozenset({"form", "sections", "context", "reviews", "startsFrom"})


def supported(graph: Graph) -> Refusals:
    """Kinds of element that do not run."""
    for node in graph.nodes.values():
        if node.type in UNSUPPORTED:
            yield node.id, f"A {node.type} cannot be run.", UNSUPPORTED[node.type]


def messages(graph: Graph) -> Refusals:
    """A send task does one thing; a receive task that starts a process is where it starts."""
    for node in graph.nodes.values():
        message = any(e.kind == "message" for e in node.events)
        if node.type == "sendTask" and message and node.service is not None:
            sentence = "A send task names either a letter's operation or a message."
            yield node.id, sentence, "Give it one of the two."
        if node.type == "receiveTask" and node.instantiates and not _may_start(graph, node):
            sentence = "This receive task cannot start the process."
            remedy = "Give it a message, and no incoming flow and no loop, or set instantiate off."
            yield node.id, sentence, remedy


def _may_start(graph: Graph, node: Node) -> bool:
    sources = [graph.nodes.get(flow.source) for flow in graph.incoming(node.id)]
    led_to = any(source is None or not source.instantiates for source in sources)
    return bool(node.events) and not led_to and node.loop is None


def properties(graph: Graph) -> Refusals:
    """A property we do not know would do nothing."""
    for node in graph.nodes.values():
        known = _known(graph, node)
        for name in node.properties.keys() - known:
            sentence = f'The property "{name}" means nothing on a {node.type}.'
            yield node.id, sentence, f"Known here: {', '.join(sorted(known))}."


def _known(graph: Graph, node: Node) -> frozenset[str]:
    by_type: Mapping[str, frozenset[str]] = {
        "userTask": PEOPLE,
        "manualTask": PEOPLE - FORM,
        "scriptTask": frozenset({"result"}),
        "businessRuleTask": frozenset({"result"}),
        "callActivity": frozenset({"variables"}),
    }
    message = any(e.kind == "message" for e in node.events)
    extra = frozenset({"clauses", "correlationKey"}) if message else frozenset({"clauses"})
    offer = OFFER if may_offer(graph, node) else frozenset()
    return by_type.get(node.type, frozenset()) | extra | offer


RULES = (supported, messages, properties)
