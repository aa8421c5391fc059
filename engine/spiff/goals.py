"""Where an instance stands for whoever wants to move it: places, goals, and user tasks behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from SpiffWorkflow.util.task import TaskState

from engine.errors import OperationRefused
from engine.spiff import places
from engine.spiff.elements.conditions import ConditionDefinition
from engine.spiff.elements.messages import MessageDefinition
from engine.spiff.elements.people import UserTask
from engine.spiff.elements.signals import SignalDefinition
from engine.spiff.elements.subprocesses import SubProcess
from engine.spiff.elements.timers import TimerDefinition
from engine.spiff.execution import Execution
from engine.spiff.outlook import waits_as
from engine.spiff.tokens import Token

KINDS: dict[type, str] = {
    UserTask: "user task",
    TimerDefinition: "timer",
    MessageDefinition: "message",
    SignalDefinition: "signal",
    ConditionDefinition: "condition",
}
Named = tuple[str, str]


@dataclass(frozen=True)
class OpenPlace:
    """An open position. `kind` is user task, timer, message, signal, condition, service, join,
    sub-process or error; `goals` are the elements a token there may be moved to, id and name."""

    task_id: UUID
    element_id: str
    name: str
    type: str
    kind: str
    goals: tuple[Named, ...]


def open_places(execution: Execution) -> list[OpenPlace]:
    """Every open position, in the order in which they came to be."""
    tokens = execution._instance.index.values()
    return [_place(token) for token in list(tokens) if "armed" not in token.internal_data]


def behind(execution: Execution) -> list[Named]:
    """The user tasks that can be gone back to, id and name."""
    instance, found = execution._instance, {}
    for scope in instance.scopes():
        for name, node in scope.spec.task_specs.items():
            if isinstance(node, UserTask) and _is_behind(execution, name):
                found[name] = node.element.name
    return list(found.items())


def _is_behind(execution: Execution, element_id: str) -> bool:
    try:
        return bool(places.behind(execution._instance, element_id))
    except OperationRefused:
        return False


def _place(token: Token) -> OpenPlace:
    element = token.task_spec.element
    return OpenPlace(
        token.id, element.id, element.name, element.type, _kind(token), tuple(_goals(token))
    )


def _kind(token: Token) -> str:
    if token.state == TaskState.ERROR:
        return "error"
    if token.state == TaskState.FUTURE:
        return "join"
    known = waits_as(token)
    if known is not None:
        return KINDS.get(known, "service")
    return "sub-process" if isinstance(token.task_spec, SubProcess) else "loop"


def _goals(token: Token) -> Iterator[Named]:
    for name in _around(token):
        try:
            _, node = places.goal(token, name)
        except OperationRefused:
            continue
        if node.visible and node.drawn.id == name:
            yield name, node.element.name


def _around(token: Token) -> list[str]:
    named: dict[str, Any] = {}
    at: Token | None = token
    while at is not None:
        named |= dict.fromkeys(at.workflow.spec.task_specs)
        above = at.workflow.parent_task_id
        at = None if above is None else at.workflow.top_workflow.index[above]
    return list(named)
