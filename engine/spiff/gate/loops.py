"""Rules about activities that run several times: over what, how often, and what they throw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.spiff.drawing.diagram import Graph, Loop, Node, Throwing
from engine.spiff.drawing.xml import BPMN
from engine.spiff.elements.loops import MOST_INSTANCES

Refusals = Iterator[tuple[str, str, str]]
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
BEHAVIOURS = ("None", "One", "All", "Complex")
THROWN = ("signal", "message", "escalation", "error")


def maxima(graph: Graph) -> Refusals:
    """A standard loop says while what, or how often at most."""
    for node, loop in _loops(graph):
        if loop.kind != "loop":
            continue
        characteristics = node.xml.find(f"{BPMN}standardLoopCharacteristics")
        given = None if characteristics is None else characteristics.get("loopMaximum")
        if given is not None and not loop.maximum:
            sentence = "The loop's maximum is not a whole number from 1."
            yield node.id, sentence, "Give a loopMaximum from 1, or none."
        elif loop.condition is None and given is None:
            sentence = "The loop says neither while what it runs nor how often at most."
            yield node.id, sentence, "Give a loopCondition or a loopMaximum."


def sources(graph: Graph) -> Refusals:
    """A multi-instance activity runs over a list, or so many times."""
    for node, loop in _loops(graph):
        if loop.kind == "loop":
            continue
        if bool(loop.cardinality) == bool(loop.collection):
            sentence = "The multi-instance activity needs a list or a number of instances."
            yield node.id, sentence, "Give a loopDataInputRef or a loopCardinality, not both."
        if bool(loop.output) != bool(loop.output_item):
            sentence = "A list of results needs both the list and the variable that goes into it."
            yield node.id, sentence, "Give loopDataOutputRef and outputDataItem, or neither."


def cardinalities(graph: Graph) -> Refusals:
    """A number of instances that is written outright is a whole number from 0."""
    for node, loop in _loops(graph):
        text = (loop.cardinality or "").strip()
        if NUMBER.fullmatch(text) and not (
            float(text).is_integer() and 0 <= float(text) <= MOST_INSTANCES
        ):
            sentence = "The number of instances is not a whole number that can be run."
            yield node.id, sentence, f"Give a loopCardinality from 0 to {MOST_INSTANCES}."


def behaviours(graph: Graph) -> Refusals:
    """What a multi-instance activity throws is said, and can be thrown."""
    for node, loop in _loops(graph):
        found = node.xml.find(f"{BPMN}multiInstanceLoopCharacteristics")
        behaviour = "All" if found is None else found.get("behavior", "All")
        if behaviour not in BEHAVIOURS:
            sentence = "This behaviour of a multi-instance activity is none of the standard's."
            yield node.id, sentence, f"Choose one of: {', '.join(BEHAVIOURS)}."
        elif behaviour == "Complex" and not loop.throws:
            sentence = "The complex behaviour says nothing."
            yield node.id, sentence, "Give a complexBehaviorDefinition, or choose All."
        for thrown in loop.throws:
            yield from _thrown(node, behaviour, thrown)


def _thrown(node: Node, behaviour: str, thrown: Throwing) -> Refusals:
    event = thrown.event
    if event is None:
        sentence = "It does not say which event its instances throw."
        yield node.id, sentence, "Refer to an event definition at the top of the file."
    elif event.kind not in THROWN:
        sentence = f'Its instances cannot throw an event of the kind "{event.kind}".'
        yield node.id, sentence, f"Throw one of: {', '.join(THROWN)}."
    elif event.kind != "error" and not event.name:
        sentence = f"The {event.kind} its instances throw has no name or code."
        yield node.id, sentence, f"Refer to a {event.kind} that has one."
    if behaviour == "Complex" and not thrown.condition:
        sentence = "A complex behaviour does not say when its event is thrown."
        yield node.id, sentence, "Give it a condition."


def _loops(graph: Graph) -> Iterator[tuple[Node, Loop]]:
    return ((node, node.loop) for node in graph.nodes.values() if node.loop is not None)


RULES = (maxima, sources, cardinalities, behaviours)
