"""Sequence flows: what they may join, and where conditions belong."""

from __future__ import annotations

from engine.checks.standard.elements import (
    ACTIVITIES,
    EVENTS,
    FLOW_NODES,
    Element,
    Elements,
    by_event,
    child,
    executable,
    kind,
    references,
)
from engine.checks.standard.rule import Broken, rule

NO_CHOICE = (*EVENTS, "parallelGateway", "eventBasedGateway")


@rule("flow-crosses-border", also=("flows-ends",))
def crosses(found: Elements) -> Broken:
    """A sequence flow stays in its process, and in its sub-process."""
    for flow in found.of("sequenceFlow"):
        ends = [n for name in ("sourceRef", "targetRef") for n in _nodes(found, flow.get(name))]
        if len({id(end.getparent()) for end in ends}) > 1:
            sentence = "The flow crosses the border of a pool or sub-process."
            yield (
                flow,
                sentence,
                "Send a message to the other pool; leave a sub-process as a whole.",
            )


def _nodes(found: Elements, id: str | None) -> list[Element]:
    """The node of that id; [] when something else has it, which is said elsewhere."""
    node = found.get(id)
    return [node] if node is not None and kind(node) in FLOW_NODES else []


@rule("flow-at-event-sub-process", also=("event-subprocesses",))
def at_event_sub_process(found: Elements) -> Broken:
    """An event sub-process is started by its event, and by nothing else."""
    for node in found.of("subProcess"):
        listed = child(node, "incoming") is not None or child(node, "outgoing") is not None
        if by_event(node) and (listed or found.entering(node) or found.leaving(node)):
            sentence = "A sequence flow is connected to an event sub-process."
            yield node, sentence, "Remove the flow: the start event inside says when it runs."


@rule("flow-not-listed")
def not_listed(found: Elements) -> Broken:
    """Flows and nodes say the same: a node lists the flows that enter and leave it, if any are."""
    if not any(True for _ in found.of("incoming", "outgoing")):
        return
    for flow in found.of("sequenceFlow"):
        for end, list_ in (("sourceRef", "outgoing"), ("targetRef", "incoming")):
            for node in _nodes(found, flow.get(end)):
                if flow.get("id") in references(node, list_):
                    continue
                sentence = f'"{node.get("id")}" does not list this flow as {list_}.'
                yield flow, sentence, f"Add <{list_}> to it, or connect the flow again."


@rule("flow-listed-elsewhere")
def listed_elsewhere(found: Elements) -> Broken:
    """Only the nodes a flow is connected to list it."""
    for node in found.of(*FLOW_NODES):
        for list_, end in (("outgoing", "sourceRef"), ("incoming", "targetRef")):
            for id in references(node, list_):
                flow = found.get(id)
                other = found.get(flow.get(end)) if flow is not None else None
                if other is not None and other is not node and id in references(other, list_):
                    sentence = f'It lists "{id}" as {list_}, but that flow is connected elsewhere.'
                    yield node, sentence, f"Remove the <{list_}>, or connect the flow again."


@rule("flow-not-immediate")
def not_immediate(found: Elements) -> Broken:
    """In a process that runs nothing may happen between two elements that is not drawn."""
    for flow in found.of("sequenceFlow"):
        if flow.get("isImmediate") == "false" and executable(flow):
            sentence = "The flow leaves open what happens on the way, so it cannot be run."
            yield flow, sentence, 'Remove isImmediate="false".'


@rule("flow-single-condition", also=("flows-conditions",))
def single_condition(found: Elements) -> Broken:
    """A condition after an activity needs another way out for when it is not true."""
    for node in found.of(*ACTIVITIES):
        flows = found.leaving(node)
        if len(flows) == 1 and child(flows[0], "conditionExpression") is not None:
            sentence = "The only flow out of an activity has a condition."
            yield flows[0], sentence, "Draw the other way out too, or remove the condition."


@rule("flow-condition-misplaced", also=("flows-conditions",))
def misplaced(found: Elements) -> Broken:
    """Only activities, exclusive, inclusive and complex gateways ask conditions."""
    for flow in found.of("sequenceFlow"):
        source = found.get(flow.get("sourceRef"))
        if source is not None and kind(source) in NO_CHOICE and _has_condition(flow):
            sentence = f"A flow that leaves a {kind(source)} cannot have a condition."
            yield flow, sentence, "Remove it, or draw an exclusive gateway."


def _has_condition(flow: Element) -> bool:
    return child(flow, "conditionExpression") is not None


@rule("flow-default-elsewhere", also=("flows-conditions",))
def default_elsewhere(found: Elements) -> Broken:
    """The default flow of a node leaves that node."""
    for node in found.of(*FLOW_NODES):
        flow = found.get(node.get("default"))
        if flow is None or kind(flow) != "sequenceFlow":
            continue
        if flow.get("sourceRef") != node.get("id"):
            sentence = "Its default flow does not leave this element."
            yield node, sentence, "Choose the default flow again."


RULES = (
    *(crosses, at_event_sub_process, not_listed, listed_elsewhere, not_immediate),
    *(single_condition, misplaced, default_elsewhere),
)
