"""Messages: by name and by one correlation key, both sides in FEEL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition

from engine.expressions import ExpressionFailed, check_value
from engine.model import MessageWait, ThrownMessage
from engine.spiff.definitions import Element
from engine.spiff.drawing.diagram import Event
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements import offers
from engine.spiff.elements.nodes import ask, write
from engine.spiff.tokens import Token


class MessageDefinition(EventDefinition):  # type: ignore[misc]
    """Waits for a message of this name whose key equals the element's `correlationKey`."""

    def __init__(self, drawn: Drawn, event: Event) -> None:
        super().__init__(event.name or "")
        self.drawn, self.event = drawn, event

    def arm(self, token: Token) -> bool:
        """Work out the key, and who is offered the message. Raises ExpressionFailed."""
        token.internal_data["key"] = key_of(token, self.drawn)
        offers.work_out(token, self.drawn)
        return True

    def again(self, token: Token) -> bool:
        """A message may come any number of times."""
        if "offered" in token.internal_data:
            token.internal_data["taken"] = token.internal_data.get("taken", 0) + 1
        return True

    def keep(self, token: Token, payload: Mapping[str, Any]) -> None:
        """Put the payload into the event's variable, when it names one."""
        if self.event.variable:
            write(token, {self.event.variable: dict(payload)})

    def wait(self, token: Token, element: Element) -> MessageWait:
        """What this token waits for."""
        offer = offers.offer_of(token, self.drawn)
        return MessageWait(token.id, element.id, self.name, token.internal_data["key"], offer)


def key_of(token: Token, drawn: Drawn) -> str:
    """The correlation key as text; empty when the element has none. Null is refused."""
    text = drawn.properties.get("correlationKey")
    if text is None:
        return ""
    value = ask(token, text)
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value == "":
        raise ExpressionFailed(text, ["a correlation key must be text or a number"])
    return str(value)


def throw(token: Token, drawn: Drawn, event: Event) -> None:
    """Collect the message this element sends; it leaves after commit."""
    message = ThrownMessage(event.name or "", key_of(token, drawn), payload_of(token, event))
    token.workflow.top_workflow.thrown.append(message)


def payload_of(token: Token, event: Event) -> dict[str, Any]:
    """What a thrown message or signal carries: the entries of a FEEL context, else nothing."""
    if event.payload is None:
        return {}
    payload: dict[str, Any] = token.workflow.script_engine.execute(token, event.payload)
    check_value(payload, f"the payload of the {event.kind}")
    return payload
