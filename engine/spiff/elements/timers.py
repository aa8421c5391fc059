"""Timers on the host's clock. SpiffWorkflow's own read the computer's clock and fire in bursts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition

from engine.model import TimerWait
from engine.spiff.definitions import Element
from engine.spiff.drawing.diagram import Event
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements import periods
from engine.spiff.elements.nodes import ask
from engine.spiff.elements.periods import Cycle, Period, TimerRefused
from engine.spiff.tokens import Token

MOST_SKIPPED = 10_000


class TimerDefinition(TimerEventDefinition):  # type: ignore[misc]
    """Keeps in the token: `due` (UTC), `fired` (occurrences that lie behind) and `base`."""

    def __init__(self, drawn: Drawn, event: Event) -> None:
        self.text = periods.unquoted(event.text or "")
        super().__init__(drawn.id, self.text)
        self.kind = event.timer

    def arm(self, token: Token) -> bool:
        """Work out when it is due; False when a repeating timer says never.

        Raises ExpressionFailed or TimerRefused.
        """
        data = token.internal_data
        data.setdefault("base", token.workflow.top_workflow.now)
        due = self.due(token, data.setdefault("fired", 0))
        if due is not None:
            data["due"] = due
        return due is not None

    def again(self, token: Token) -> bool:
        """Arm for the next occurrence after now, skipping those missed; False when none is left."""
        if self.kind != "timeCycle":
            return False
        data, now = token.internal_data, token.workflow.top_workflow.now
        data["fired"] = max(data["fired"], self._behind(token, now))
        for _ in range(MOST_SKIPPED):
            data["fired"] += 1
            due = self.due(token, data["fired"])
            if due is None:
                return False
            if due <= data["due"]:
                raise TimerRefused("The timer gave the same instant again; it must move on.")
            data["due"] = due
            if due > now:
                return True
        raise TimerRefused("The timer's next occurrence does not come nearer to the present.")

    def _behind(self, token: Token, now: datetime) -> int:
        """How many occurrences of a written repetition surely lie behind, without counting them."""
        if not periods.is_literal(self.text):
            return 0
        zone = ZoneInfo(token.workflow.script_engine.definitions.zone)
        return periods.cycle(self.text, zone).behind(now, token.internal_data["base"], zone)

    def keep(self, token: Token, payload: Mapping[str, Any]) -> None:
        """The clock brings nothing."""

    def wait(self, token: Token, element: Element) -> TimerWait:
        """What this token waits for, with the rule as drawn."""
        return TimerWait(token.id, element.id, token.internal_data["due"], self.text)

    def due(self, token: Token, fired: int) -> datetime | None:
        """The instant of the occurrence after `fired` others; None when there is none."""
        zone = ZoneInfo(token.workflow.script_engine.definitions.zone)
        value = self.value(token, zone, fired)
        base = token.internal_data["base"]
        if isinstance(value, Cycle):
            return value.occurrence(fired, base, zone)
        if isinstance(value, Period):
            return value.after(base, zone)
        return value

    def value(self, token: Token, zone: ZoneInfo, fired: int) -> datetime | Period | Cycle | None:
        """What the text means: an instant, a period, a repetition; None for "no more"."""
        if periods.is_literal(self.text):
            return periods.meant(self.kind, self.text, zone)
        return periods.meant(self.kind, ask(token, self.text, fired=fired), zone)
