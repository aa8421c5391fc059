"""Signals: thrown once, heard by every place that waits for the name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.util.task import TaskState

from engine.model import SignalWait, ThrownSignal
from engine.spiff.definitions import Element
from engine.spiff.drawing.diagram import Event
from engine.spiff.elements.messages import payload_of
from engine.spiff.elements.nodes import write
from engine.spiff.tokens import Token

if TYPE_CHECKING:
    from engine.spiff.instance import Instance


class SignalDefinition(EventDefinition):  # type: ignore[misc]
    """Waits for a signal of this name, from this instance or another."""

    def __init__(self, event: Event) -> None:
        super().__init__(event.name or "")
        self.event = event

    def arm(self, token: Token) -> bool:
        """There is nothing to work out."""
        return True

    def again(self, token: Token) -> bool:
        """A signal may come any number of times."""
        return True

    def keep(self, token: Token, payload: Mapping[str, Any]) -> None:
        """Put the payload into the event's variable, when it names one."""
        if self.event.variable:
            write(token, {self.event.variable: dict(payload)})

    def wait(self, token: Token, element: Element) -> SignalWait:
        """What this token waits for."""
        return SignalWait(token.id, element.id, self.name)


def throw(token: Token, event: Event) -> None:
    """Tell every place in this instance now, and every other instance after commit."""
    payload = payload_of(token, event)
    instance = token.workflow.top_workflow
    instance.signalled.append(ThrownSignal(event.name or "", payload))
    broadcast(instance, event.name or "", payload)


def broadcast(instance: Instance, name: str, payload: Mapping[str, Any]) -> bool:
    """Let every place that waits for the signal now have it; False when none does."""
    waiting = [token for token in instance.index.values() if _waits_for(token, name)]
    for token in waiting:
        # An interrupting place that was told before may have ended this one.
        if token.state == TaskState.WAITING:
            spec: Any = token.task_spec
            spec.fire(token, payload)
    return bool(waiting)


def _waits_for(token: Token, name: str) -> bool:
    found = getattr(token.task_spec, "definition", None)
    waits = token.state == TaskState.WAITING and isinstance(found, SignalDefinition)
    return waits and found is not None and bool(found.name == name)
