"""When a process with a timer start event is to be started: SpiffWorkflow alone would only wait."""

from __future__ import annotations

from datetime import datetime

from engine.spiff.definitions import Definitions
from engine.spiff.execution import empty
from engine.spiff.feel import Host
from engine.spiff.timers import TimerDefinition
from engine.spiff.tokens import Token


def start_due(
    definitions: Definitions, process_key: str, host: Host, *, base: datetime, fired: int = 0
) -> datetime | None:
    """The instant (UTC) of the start after `fired` others; None when there is none.

    `base` is the instant from which durations and repetitions count: when it was deployed.
    Raises ExpressionFailed or TimerRefused, and NotFound for an unknown process.
    """
    instance = empty(definitions, process_key, host)
    for node in instance.spec.starts.values():
        for event in node.drawn.events:
            if event.kind == "timer":
                token = Token(instance, node)
                token.internal_data["base"] = base
                return TimerDefinition(node.drawn, event).due(token, fired)
    return None
