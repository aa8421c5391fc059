"""When a process with a timer start event is to be started: SpiffWorkflow alone would only wait."""

from __future__ import annotations

from datetime import datetime

from engine.spiff.definitions import Definitions
from engine.spiff.elements.timers import TimerDefinition
from engine.spiff.execution import empty
from engine.spiff.feel import Host
from engine.spiff.tokens import Token


def start_due(
    definitions: Definitions,
    process_key: str,
    host: Host,
    *,
    base: datetime,
    fired: int = 0,
    timer: int = 0,
) -> datetime | None:
    """The instant (UTC) of the start after `fired` others; None when there is none.

    `base` is the instant from which durations and repetitions count: when it was deployed; `timer`
    the place in the process's `start_timers`. Raises ExpressionFailed or TimerRefused, and NotFound
    for an unknown process.
    """
    instance = empty(definitions, process_key, host)
    timers = definitions.processes[process_key].start_timers
    if timer >= len(timers):
        return None
    element, text = timers[timer]
    node = instance.spec.starts[element]
    token = Token(instance, node)
    token.internal_data["base"] = base
    event = next(e for e in node.drawn.events if e.kind == "timer" and e.text == text)
    return TimerDefinition(node.drawn, event).due(token, fired)
