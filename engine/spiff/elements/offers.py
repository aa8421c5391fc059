"""Messages that people may send: who is offered one, and what their answers become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.expressions import check_value
from engine.model import Offer
from engine.spiff.drawing.diagram import Graph
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements.nodes import ask
from engine.spiff.instance import Instance
from engine.spiff.tokens import Token

PROPERTIES = frozenset(
    (
        *("offer", "offerHint", "offerUrgent", "offeredTo", "offeredToGroup", "offeredWhile"),
        *("offerForm", "offerResults"),
    )
)
CATCHING = ("intermediateCatchEvent", "boundaryEvent", "receiveTask")


class OfferRefused(PlumblineError):
    """The property offeredTo gave something else than people."""

    def __init__(self) -> None:
        super().__init__("The property offeredTo must be a person's id, a list of them, or null.")


def may_offer(graph: Graph, node: Drawn) -> bool:
    """Whether the node waits for a message, inside an instance or to start one, to be offered."""
    waits = node.type in CATCHING or node.type == "startEvent"
    return waits and not node.instantiates and any(event.kind == "message" for event in node.events)


def starts_by_offer(graph: Graph, node: Drawn) -> bool:
    """Whether people may start the process here: there is no instance yet to ask anything of."""
    return node.type == "startEvent" and not graph.by_event and "offer" in node.properties


def work_out(token: Token, drawn: Drawn) -> None:
    """Note who is offered the message now. Raises ExpressionFailed, OfferRefused."""
    if "offer" not in drawn.properties:
        return
    text = drawn.properties.get("offeredTo")
    found = ask(token, text) if text else None
    people = found if isinstance(found, list) else [found] if found is not None else []
    if not all(isinstance(person, str) and person for person in people):
        raise OfferRefused()
    token.internal_data["offered"] = list(dict.fromkeys(people))
    while_ = drawn.properties.get("offeredWhile")
    token.internal_data["withheld"] = while_ is not None and ask(token, while_) is not True


def refresh(instance: Instance) -> None:
    """Work out every offer anew, now that the instance rests: it may be over for somebody."""
    for token in list(instance.index.values()):
        if "offered" in token.internal_data and token.state == TaskState.WAITING:
            try:
                work_out(token, token.task_spec.drawn)
            except PlumblineError as error:
                token.fail(error, "enter")


def offer_of(token: Token, drawn: Drawn) -> Offer | None:
    """What is offered; None when it is offered to nobody."""
    said = drawn.properties
    people, group = token.internal_data.get("offered", ()), said.get("offeredToGroup")
    if "offer" not in said or not (people or group) or token.internal_data.get("withheld"):
        return None
    return Offer(
        said["offer"],
        said.get("offerHint", ""),
        tuple(people),
        group,
        said.get("offerForm"),
        token.internal_data.get("taken", 0),
        said.get("offerUrgent") == "true",
    )


def payload_of(token: Token, drawn: Drawn, extra: Mapping[str, Any]) -> dict[str, Any]:
    """What the message carries: who, when, the submission, and the entries of `offerResults`.

    Raises ExpressionFailed before anything is changed.
    """
    text, engine = drawn.properties.get("offerResults"), token.workflow.script_engine
    kept = engine.execute(token, text, dict(extra)) if text else {}
    payload = {name: extra[name] for name in ("by", "at", "submission")} | kept
    check_value(payload, "the message's payload")
    return payload
