"""Pools, and the messages between them."""

from __future__ import annotations

from engine.checks.standard.elements import Element, Elements, ancestors, kind
from engine.checks.standard.rule import Broken, rule
from engine.spiff.drawing.xml import whole_number


@rule("message-flow-inside-pool")
def inside(found: Elements) -> Broken:
    """A message flow joins two pools; inside a pool, sequence flows lead on."""
    for flow in found.of("messageFlow"):
        ends = [found.get(flow.get("sourceRef")), found.get(flow.get("targetRef"))]
        if None in ends:
            continue
        one, other = (_pool(found, end) for end in ends if end is not None)
        if one and one == other:
            sentence = "The message flow stays inside one pool."
            yield flow, sentence, "Use a sequence flow, or lead it to another pool."


def _pool(found: Elements, end: Element) -> str:
    """The process behind a pool or around an element; a pool without one is itself."""
    if kind(end) == "participant":
        return str(end.get("processRef", "").rpartition(":")[2] or end.get("id", ""))
    process = next(ancestors(end, "process"), None)
    return str(process.get("id", "")) if process is not None else ""


@rule("message-flow-wrong-way")
def wrong_way(found: Elements) -> Broken:
    """Messages leave what throws and reach what catches."""
    wrong = {
        "sourceRef": ("startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask"),
        "targetRef": ("endEvent", "intermediateThrowEvent", "sendTask"),
    }
    for flow in found.of("messageFlow"):
        for end, kinds in wrong.items():
            node = found.get(flow.get(end))
            if node is not None and kind(node) in kinds:
                way = "leave" if end == "sourceRef" else "reach"
                sentence = f'A message cannot {way} a {kind(node)} ("{node.get("id")}").'
                yield flow, sentence, "Turn the message flow round, or use another event."


@rule("message-flow-without-message")
def no_message(found: Elements) -> Broken:
    """An event at the end of a message flow is a message event."""
    ends = {(end, flow.get(end)) for flow in found.of("messageFlow") for end in ENDS.values()}
    for what, end in ENDS.items():
        for event in found.of(what):
            joined = (end, event.get("id")) in ends
            if joined and "message" not in found.kinds_of(event):
                sentence = "A message flow is connected to an event that is no message event."
                yield event, sentence, "Give the event a message, or remove the message flow."


ENDS = {
    "startEvent": "targetRef",
    "intermediateCatchEvent": "targetRef",
    "boundaryEvent": "targetRef",
    "endEvent": "sourceRef",
    "intermediateThrowEvent": "sourceRef",
}


@rule("pool-multiplicity")
def multiplicity(found: Elements) -> Broken:
    """A pool stands for at least one participant, and for no fewer than its minimum."""
    for range_ in found.of("participantMultiplicity"):
        least, most = _number(range_, "minimum", 0), _number(range_, "maximum", 1)
        if least < 0 or most < max(1, least):
            sentence = "The numbers of participants contradict each other."
            remedy = "Give a minimum of 0 or more, and a maximum of at least 1 and the minimum."
            yield range_, sentence, remedy


def _number(element: Element, name: str, otherwise: int) -> int:
    given = whole_number(element.get(name, ""))
    return otherwise if given is None else given


@rule("public-process-executable")
def public(found: Elements) -> Broken:
    """A public process shows what others see; it is not what runs."""
    for process in found.of("process"):
        if process.get("processType") == "Public" and process.get("isExecutable") == "true":
            sentence = "A public process cannot be executable."
            yield process, sentence, 'Use processType="Private", or isExecutable="false".'


@rule("process-in-two-pools")
def two_pools(found: Elements) -> Broken:
    """A process lies in one pool."""
    for collaboration in found.of("collaboration"):
        seen: set[str] = set()
        for pool in (c for c in collaboration if kind(c) == "participant"):
            process = pool.get("processRef", "")
            if process and process in seen:
                sentence = "Another pool holds the same process."
                yield pool, sentence, "Give each pool its own process."
            seen.add(process)


RULES = (inside, wrong_way, no_message, multiplicity, public, two_pools)
