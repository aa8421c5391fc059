"""Conditional events: they happen when an expression becomes true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.expressions import ExpressionFailed, names_used, strip_equals
from engine.model import ConditionWait
from engine.spiff.definitions import Element
from engine.spiff.drawing.diagram import Event
from engine.spiff.elements.nodes import ask
from engine.spiff.tokens import Token

if TYPE_CHECKING:
    from engine.spiff.instance import Instance


class ConditionDefinition(EventDefinition):  # type: ignore[misc]
    """Keeps in the token what the condition `was`, false when armed: it must become true."""

    def __init__(self, event: Event) -> None:
        self.text = event.text or ""
        super().__init__(self.text)

    def arm(self, token: Token) -> bool:
        """Be asked from now on, for the first time as soon as the present step is done."""
        token.internal_data["was"] = False
        watch(token)
        return True

    def again(self, token: Token) -> bool:
        """It may become true any number of times, once it has been false in between."""
        watch(token)
        return True

    def keep(self, token: Token, payload: Mapping[str, Any]) -> None:
        """A condition brings nothing."""

    def wait(self, token: Token, element: Element) -> ConditionWait:
        """What this token waits for."""
        return ConditionWait(token.id, element.id, self.text)


def watch(token: Token) -> None:
    """Ask this token's condition as soon as the step is done, then when variables may differ."""
    instance = token.workflow.top_workflow
    instance.watched[token.id] = token
    instance.unasked.append(token)


def look(instance: Instance) -> None:
    """Ask the conditions that are new, and all of them when a variable was written since."""
    while instance.changed or instance.unasked:
        asked = list(instance.watched.values()) if instance.changed else instance.unasked
        instance.changed, instance.unasked = False, []
        for token in asked:
            if token.state == TaskState.WAITING:
                _ask(token)
            else:
                instance.watched.pop(token.id, None)


def _ask(token: Token) -> None:
    spec: Any = token.task_spec
    try:
        holds = _holds(token, spec.definition.text)
    except PlumblineError as error:
        token.fail(error, "enter")
        return
    became, token.internal_data["was"] = holds and not token.internal_data["was"], holds
    if became:
        spec.fire(token)


def _holds(token: Token, text: str) -> bool:
    """Whether it is true. What no step has written yet is null, and null is not true yet."""
    named = names_used(strip_equals(text))
    known = token.workflow.script_engine.environment.names(token.data, None)
    value = ask(token, text, **{name: None for name in named if name not in known})
    if value is None or isinstance(value, bool):
        return value is True
    raise ExpressionFailed(text, ["a condition must give true or false"])
