"""User tasks: who is asked, for what, by when; and what of the answers the process keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from engine.errors import PlumblineError
from engine.model import Received, UserTaskWait
from engine.spiff.elements.activities import Activity
from engine.spiff.elements.nodes import ask, write
from engine.spiff.tokens import Token

TEXTS = ("why", "dueReason", "ifNothing", "next", "clauses", "public")
VARIABLES = "variables"


class PropertyRefused(PlumblineError):
    """A user task's property gave a value of the wrong kind."""


class UserTask(Activity):
    """Waits, READY, for a person. Its properties are evaluated once, when it is reached."""

    manual = True

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.manual = True
        properties = self.drawn.properties
        self.texts = {name: properties[name] for name in TEXTS if name in properties}

    def _update_hook(self, token: Token) -> bool:
        asked = {name: self._property(token, name) for name in _KINDS if self._has(name)}
        token.internal_data["asked"] = {k: v for k, v in asked.items() if v is not None}
        return True

    def _has(self, name: str) -> bool:
        return bool(self.drawn.properties.get(name))

    def _property(self, token: Token, name: str) -> Any:
        value = ask(token, self.drawn.properties[name])
        if value is None:
            return None
        if not isinstance(value, _KINDS[name]):
            raise PropertyRefused(f"The property {name} must be {_WORDS[name]}.")
        return _instant(token, value) if isinstance(value, date) else value

    def wait(self, token: Token) -> UserTaskWait:
        """The user task as it stands in a person's inbox."""
        asked, drawn = token.internal_data["asked"], self.drawn
        sections = asked.get("sections")
        return UserTaskWait(
            token.id,
            drawn.id,
            self.element.name,
            drawn.lane,
            asked.get("assignee"),
            drawn.properties.get("candidateGroup"),
            asked.get("due"),
            drawn.properties.get("form"),
            None if sections is None else tuple(sections),
            asked.get("context", {}),
            asked.get("reviews"),
            self.texts,
            asked.get("startsFrom"),
        )

    def submit(self, token: Token, extra: Mapping[str, Any]) -> None:
        """Keep the results and complete. Raises ExpressionFailed before anything is changed.

        `variables` in `extra` become variables where the diagram names no results: for sketches.
        """
        text = self.drawn.properties.get("results")
        engine = token.workflow.script_engine
        given = {name: value for name, value in extra.items() if name != VARIABLES}
        kept = engine.execute(token, text, given) if text else extra.get(VARIABLES, {})
        which = str(token.data.get("loopCounter", ""))
        told = Received("user_task", self.element.id, dict(kept), which)
        token.workflow.top_workflow.received.append(told)
        write(token, kept)
        token.complete()


_KINDS: dict[str, type] = {
    "assignee": str,
    "due": date,
    "sections": list,
    "context": dict,
    "reviews": str,
    "startsFrom": str,
}
_WORDS = {
    "assignee": "a person's id as text, or null",
    "due": "a date or a date and time",
    "sections": "a list of section keys",
    "context": "a context",
    "reviews": "a submission's id as text, or null",
    "startsFrom": "a submission's id as text, or null",
}


def _instant(token: Token, value: date) -> datetime:
    zone = ZoneInfo(token.workflow.script_engine.definitions.zone)
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(23, 59, 59), zone)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
