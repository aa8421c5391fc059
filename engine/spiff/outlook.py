"""Looking at an instance at rest: what it waits for, and what is wrong with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from SpiffWorkflow.util.task import TaskState

from engine.model import Problem, Waits
from engine.spiff.elements.activities import ServiceTask
from engine.spiff.elements.catching import Catching
from engine.spiff.elements.conditions import ConditionDefinition
from engine.spiff.elements.messages import MessageDefinition
from engine.spiff.elements.people import UserTask
from engine.spiff.elements.signals import SignalDefinition
from engine.spiff.elements.timers import TimerDefinition
from engine.spiff.instance import Instance, process_of
from engine.spiff.stalling import stalled
from engine.spiff.tokens import Token

# In the order of the fields of Waits.
KINDS: tuple[type, ...] = (
    UserTask,
    TimerDefinition,
    MessageDefinition,
    ServiceTask,
    SignalDefinition,
    ConditionDefinition,
)

ALONE = "It waits for a branch that can no longer arrive."
STILL = "It is open, and nothing is left that could take it further."


def waits(instance: Instance) -> Waits:
    """Everything the instance waits for, oldest first in each kind."""
    found: dict[type, dict[UUID, Any]] = {kind: {} for kind in KINDS}
    for token in instance.index.values():
        kind = waits_as(token)
        if kind is not None:
            spec: Any = token.task_spec
            found[kind][token.id] = spec.wait(token)
    return Waits(*found.values())


def waits_as(token: Token) -> type | None:
    """What kind of thing a token waits for: one of KINDS, or nothing."""
    spec, at = token.task_spec, token.state
    if at == TaskState.WAITING and isinstance(spec, Catching):
        return None if spec.definition is None else type(spec.definition)
    if at == TaskState.READY and isinstance(spec, UserTask):
        return UserTask
    return ServiceTask if at == TaskState.STARTED and isinstance(spec, ServiceTask) else None


def passages(instance: Instance) -> dict[UUID, tuple[str, str]]:
    """Process and element by position, of those that were told as reached."""
    there = (
        t for t in instance.index.values() if t.task_spec.visible and "seen" in t.internal_data
    )
    return {token.id: (process_of(token), token.task_spec.element.id) for token in there}


def problems(instance: Instance) -> list[Problem]:
    """The error that ended it; else what is in error, and the joins that can never happen; else
    what is open although nothing in it can move any more."""
    if instance.failure is not None:
        return [instance.failure]
    tokens = list(instance.index.values())
    found = [_problem(t) for t in tokens if t.state == TaskState.ERROR]
    if not instance.ready:
        found += [_stalled(t, ALONE) for t in stalled(instance)]
    if found or instance.completed or any(_moves(t) for t in tokens):
        return found
    return [_stalled(t, STILL) for t in tokens if "armed" not in t.internal_data][:1]


def _moves(token: Token) -> bool:
    """A listener of an event sub-process does not count: it moves nothing that stands still."""
    if token.state == TaskState.READY:
        return True
    return waits_as(token) is not None and "armed" not in token.internal_data


def _problem(token: Token) -> Problem:
    problem, element = token.internal_data["problem"], token.task_spec.element
    return Problem(token.id, element.id, problem["kind"], problem["sentence"])


def _stalled(token: Token, sentence: str) -> Problem:
    return Problem(token.id, token.task_spec.element.id, "stalled", sentence)
