"""A diagram as numbered steps, for those who cannot see it and for print."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from web.diagrams.elements import Element, Flow, Picture

KINDS = {
    "startEvent": "Start",
    "endEvent": "End",
    "userTask": "Somebody does this",
    "manualTask": "Somebody does this outside Plumbline",
    "serviceTask": "Done by Plumbline",
    "sendTask": "Plumbline sends a letter",
    "receiveTask": "Waits for a message",
    "scriptTask": "Worked out by Plumbline",
    "businessRuleTask": "Decided by a table",
    "callActivity": "Carries out another process",
    "subProcess": "Group of steps",
    "exclusiveGateway": "Choice",
    "inclusiveGateway": "Choice of one or more",
    "parallelGateway": "At the same time",
    "eventBasedGateway": "Whichever happens first",
    "boundaryEvent": "If it happens meanwhile",
    "intermediateCatchEvent": "Waits",
    "intermediateThrowEvent": "Happens",
}
EVENTS = {
    "timer": "timer",
    "message": "message",
    "error": "error",
    "signal": "signal",
    "terminate": "ends everything",
    "escalation": "escalation",
    "conditional": "condition",
}


@dataclass(frozen=True)
class Exit:
    """Where a step leads: "If yes" and the number and name of the next step. `flow` is the id of
    the sequence flow, "" for what happens meanwhile."""

    words: str
    number: int
    name: str
    flow: str = ""


@dataclass(frozen=True)
class Step:
    """One numbered step. `depth` is 1 for a step inside a group of steps."""

    number: int
    id: str
    name: str
    kind: str
    lane: str
    clauses: str
    note: str
    depth: int
    exits: tuple[Exit, ...]


def outline(picture: Picture) -> list[Step]:
    """The steps in the order they are reached; what cannot be reached comes last."""
    order = _order(picture)
    numbers = {identity: number for number, identity in enumerate(order, 1)}
    return [_step(picture, picture.elements[i], numbers) for i in order]


def name_of(element: Element) -> str:
    """What the diagram calls it, or its kind when it has no name."""
    return element.name or KINDS.get(element.type, element.type)


def _order(picture: Picture) -> list[str]:
    starts = [e.id for e in picture.elements.values() if e.type == "startEvent" and not e.inside]
    seen: dict[str, None] = {}
    for first in [*starts, *picture.elements]:
        _walk(picture, first, seen)
    return list(seen)


def _walk(picture: Picture, first: str, seen: dict[str, None]) -> None:
    waiting = deque([first])
    while waiting:
        here = waiting.popleft()
        if here in seen or here not in picture.elements:
            continue
        seen[here] = None
        waiting.extendleft(reversed(_within(picture, here)))
        waiting.extend(f.target for f in picture.flows if f.source == here)


def _within(picture: Picture, here: str) -> list[str]:
    """What belongs right after a step: the inside of a group, then the events on its edge."""
    inside = [e.id for e in picture.elements.values() if e.inside == here]
    return inside + [e.id for e in picture.elements.values() if e.host == here]


def _step(picture: Picture, element: Element, numbers: dict[str, int]) -> Step:
    kind = KINDS.get(element.type, element.type)
    event = EVENTS.get(element.event, "")
    return Step(
        number=numbers[element.id],
        id=element.id,
        name=name_of(element),
        kind=f"{kind} ({event})" if event else kind,
        lane=element.lane,
        clauses=element.clauses,
        note=element.note,
        depth=1 if element.inside else 0,
        exits=tuple(_exits(picture, element, numbers)),
    )


def _exits(picture: Picture, element: Element, numbers: dict[str, int]) -> list[Exit]:
    flows = [f for f in picture.flows if f.source == element.id and f.target in numbers]
    several = len(flows) > 1
    exits = [_exit(picture, _words(f, element, several), f.target, numbers, f.id) for f in flows]
    events = [e for e in picture.elements.values() if e.host == element.id]
    return exits + [_exit(picture, "Meanwhile", e.id, numbers) for e in events]


def _exit(
    picture: Picture, words: str, target: str, numbers: dict[str, int], flow: str = ""
) -> Exit:
    return Exit(words, numbers[target], name_of(picture.elements[target]), flow)


def _words(flow: Flow, element: Element, several: bool) -> str:
    if flow.id == element.default:
        return f"Otherwise ({flow.name})" if flow.name else "Otherwise"
    if several and element.type != "parallelGateway" and (flow.name or flow.condition):
        return f"If {flow.name or flow.condition}"
    return "Then"
