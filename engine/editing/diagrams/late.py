"""What happens when a step takes too long: a timer on its edge, and what it leads to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from lxml import etree

from engine.editing.diagrams.beneath import Layout, draw_beneath, slots
from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.flows import connect
from engine.editing.diagrams.inserting import KINDS, enter, in_lane
from engine.editing.diagrams.settings import set_timer
from engine.editing.diagrams.tangles import THROUGH, tangles
from engine.editing.diagrams.writing import after
from engine.spiff.drawing.xml import BPMN

# What may have an event on its edge.
HOSTS = (
    *("task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask"),
    *("businessRuleTask", "callActivity", "subProcess", "transaction", "adHocSubProcess"),
)
SHAPES = {**KINDS, "endEvent": (36.0, 36.0)}


@dataclass(frozen=True)
class Late:
    """A timer on a step's edge. `timer` is its kind and text; `stops`: the step is over then.

    It leads to the element `target`; where that is empty, to a new `step` of a `kind`, and from
    there to `onward`; where that is empty, to an end of its own.
    """

    name: str
    timer: tuple[str, str]
    stops: bool
    target: str = ""
    step: str = ""
    kind: str = "userTask"
    onward: str = ""


def add_timer(document: Document, host: str, late: Late) -> str:
    """Put it on the edge of the step; the id of the event. Raises EditRefused.

    It is tried in several places, and drawn where the fewest lines run through something.
    """
    _allowed(document, host, late)
    layouts = list(_layouts(document, host))
    best = layouts[0] if len(layouts) == 1 else _best(document, host, late, layouts)
    return _done(document, host, late, best)[0]


def _allowed(document: Document, host: str, late: Late) -> None:
    kind = local(document.element(host))
    if kind not in HOSTS:
        raise EditRefused(f"Nothing happens meanwhile at a {kind}.", "Choose a step.")
    if not late.name.strip():
        raise EditRefused("What happens then has no name.", "Say it, such as “After 5 days”.")
    if not late.target and not late.step.strip():
        raise EditRefused("The new step has no name.", "Name it, or choose a step that is there.")
    if not late.target and late.kind not in KINDS:
        raise EditRefused(f"A {late.kind} cannot be put in.", f"Choose one of {', '.join(KINDS)}.")


def _layouts(document: Document, host: str) -> Iterator[Layout]:
    """Where it may be drawn, the plainest first."""
    if document.shape(host) is None:
        yield Layout(0, False, False)
        return
    places = slots(document, host)
    for forced, aside, at in product((False, True), (False, True), places):
        yield Layout(at, aside, forced)


def _best(document: Document, host: str, late: Late, layouts: list[Layout]) -> Layout:
    """Room is made only where something would run through a shape without it."""
    least, best = sys.maxsize, layouts[0]
    for layout in layouts:
        if not least or (layout.forced and least < THROUGH):
            break
        copy = document.copy()
        count = tangles(copy, _done(copy, host, late, layout))
        if count < least:
            least, best = count, layout
    return best


def _done(document: Document, host: str, late: Late, layout: Layout) -> list[str]:
    """The ids of all that is new: the event first."""
    event = _event(document, host, late)
    follow = [] if late.target else _following(document, event, late)
    for lane in in_lane(document, host):
        for id in (event, *follow):
            enter(lane, id)
    sizes = [SHAPES[local(document.element(id))] for id in follow]
    draw_beneath(document, host, layout, event, dict(zip(follow, sizes, strict=True)))
    chain = [event, *follow, *(one for one in (late.target or late.onward,) if one)]
    return [event, *follow, *(connect(document, a, b) for a, b in pairwise(chain))]


def _event(document: Document, host: str, late: Late) -> str:
    stops = "true" if late.stops else "false"
    given = {"attachedToRef": host, "cancelActivity": stops}
    behind = [document.element(host), *document.attached(host)][-1]
    event = _put(document, behind, "boundaryEvent", late.name, given)
    set_timer(document, event, *late.timer)
    return event


def _following(document: Document, event: str, late: Late) -> list[str]:
    step = _put(document, document.element(event), late.kind, late.step, {})
    if late.onward:
        return [step]
    return [step, _put(document, document.element(step), "endEvent", f"{late.step}: done", {})]


def _put(document: Document, behind: Xml, kind: str, name: str, given: dict[str, str]) -> str:
    said = name.strip()
    id = document.new_id(said)
    after(behind, etree.Element(f"{BPMN}{kind}", {"id": id, "name": said, **given}))
    return id
