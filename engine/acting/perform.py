"""Doing an act with the operations there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from engine.acting.acts import Act, Kind
from engine.commands.surgery.planning import plan_migration
from engine.context import Context
from engine.effects import Effect
from engine.errors import OperationRefused
from engine.operating import Operating

T = TypeVar("T")
Do = Callable[[Operating, UUID, Act], Effect]


def perform(context: Context, operating: Operating, instance_id: UUID, act: Act) -> Effect:
    """Do it, or with an `operating` that makes dry runs see what it would do.

    Raises what the operation raises; OperationRefused when something is not said.
    """
    if act.kind == "migrate":
        return _migrate(context, operating, instance_id, act)
    return _DO[act.kind](operating, instance_id, act)


def _migrate(context: Context, operating: Operating, instance_id: UUID, act: Act) -> Effect:
    to = _said(act.deployment, "It is not said to which version.")
    plan = plan_migration(context, to, [instance_id], {})
    if not plan.instances:
        raise OperationRefused("It has ended.", "Only what is running is carried over.")
    stuck = plan.instances[0].obstacles
    if stuck:
        raise OperationRefused(stuck[0], "Leave it on its version, or move it first.")
    [effect] = operating.migrate(replace(plan, instances=plan.instances))
    return effect


def _at(act: Act) -> UUID:
    return _said(act.at, "It is not said where.")


def _said(value: T | None, sentence: str) -> T:
    if value is None:
        raise OperationRefused(sentence, "Choose it first.")
    return value


def _retry(operating: Operating, id: UUID, act: Act) -> Effect:
    incident = _said(act.incident, "It is not said which incident.")
    return operating.retry(id, incident, act.given)


def _reassign(operating: Operating, id: UUID, act: Act) -> Effect:
    return operating.reassign(id, _at(act), person=act.person, group=act.group)


def _due(operating: Operating, id: UUID, act: Act) -> Effect:
    return operating.change_due(id, _at(act), _said(act.due, "There is no date."))


_DO: Mapping[Kind, Do] = {
    "retry": _retry,
    "skip": lambda operating, id, act: operating.skip(id, _at(act), act.given),
    "move": lambda operating, id, act: operating.move(id, _at(act), act.to),
    "back": lambda operating, id, act: operating.go_back(id, act.to),
    "reassign": _reassign,
    "due": _due,
    "variables": lambda operating, id, act: operating.change_variables(id, act.given),
    "message": lambda operating, id, act: operating.tell(id, _at(act), act.given),
    "suspend": lambda operating, id, act: operating.suspend(id, stop_clock=act.stop_clock),
    "resume": lambda operating, id, act: operating.resume(id),
    "cancel": lambda operating, id, act: operating.cancel(id),
    "undo": lambda operating, id, act: operating.undo(id),
}
