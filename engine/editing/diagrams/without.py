"""An event on an edge taken away, with all that only follows from it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable

from engine.editing.diagrams.document import Document, local
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.removing import STEPS, take_out

KINDS = (*STEPS, "boundaryEvent", "startEvent", "endEvent")


def take_away(document: Document, event: str) -> None:
    """Raises EditRefused for anything but an event on an edge."""
    for id in (*goes_with(document, event), event):
        take_out(document, document.element(id), id)


def goes_with(document: Document, event: str) -> list[str]:
    """What is come to from the event alone, in the order it is come to."""
    node = document.element(event)
    if local(node) != "boundaryEvent":
        raise EditRefused("It does not happen meanwhile.", "Choose an event on a step’s edge.")
    others = [str(n.get("id")) for n in node.itersiblings() if n.get("id")]
    others += [str(n.get("id")) for n in node.itersiblings(preceding=True) if n.get("id")]
    kept = _reached(document, _begins(document, others), without=event)
    return [id for id in _reached(document, [event]) if id not in kept and id != event]


def _begins(document: Document, ids: Iterable[str]) -> list[str]:
    """What nothing leads to, and hangs on no step: starts, and steps that are called otherwise."""
    nodes = [(id, document.element(id)) for id in ids]
    steps = [(id, node) for id, node in nodes if local(node) in KINDS]
    return [id for id, node in steps if not _led_to(document, id) and not node.get("attachedToRef")]


def _led_to(document: Document, id: str) -> bool:
    return any(flow.get("sourceRef") != id for flow in document.incoming(id))


def _reached(document: Document, begins: Collection[str], without: str = "") -> dict[str, None]:
    seen: dict[str, None] = {}
    waiting = deque(begins)
    while waiting:
        here = waiting.popleft()
        if here in seen or here == without:
            continue
        seen[here] = None
        waiting.extend(str(flow.get("targetRef")) for flow in document.outgoing(here))
        waiting.extend(str(one.get("id")) for one in document.attached(here))
    return seen
