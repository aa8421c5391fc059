"""What a multi-instance activity throws: its own boundary hears it first, then everybody."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.drawing.diagram import Event
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements.events import throw_event
from engine.spiff.elements.messages import MessageDefinition, payload_of
from engine.spiff.tokens import Token


def told(token: Token, drawn: Drawn, event: Event) -> None:
    """Throw the event from the activity that `token` holds.

    A message that the activity's own boundary waits for arrives there at once: after the
    transaction the activity may be over. Raises what `throw_event` raises.
    """
    heard = _hearing(token, event) if event.kind == "message" else None
    if heard is None:
        throw_event(token, drawn, event)
    else:
        spec: Any = heard.task_spec
        spec.fire(heard, payload_of(token, event))


def _hearing(token: Token, event: Event) -> Token | None:
    for held in token.children:
        waits = getattr(held.task_spec, "definition", None)
        if held.state != TaskState.WAITING or not isinstance(waits, MessageDefinition):
            continue
        if waits.name == event.name:
            return held
    return None
