"""Operations by hand on one instance, for programs. Each can be tried first with `dry_run`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import g

from engine.effects import Effect
from engine.errors import OperationRefused
from engine.operating import Operating
from web.api.act_shapes import (
    ActAsked,
    DueAsked,
    EffectGiven,
    GoBackAsked,
    MigrateAsked,
    MoveAsked,
    ReassignAsked,
    RetryAsked,
    SkipAsked,
    SuspendAsked,
    TellAsked,
    VariablesAsked,
)
from web.api.hands import refuse_hands, refuse_naming
from web.api.operation import operation
from web.api.queues import ACT
from web.parts import parts

ONE = "/instances/{instance_id}"
SAID: dict[str, Any] = {"tag": "Acts", **ACT}


@operation("POST", f"{ONE}/skip", **SAID)
def skip(instance_id: UUID, body: SkipAsked) -> EffectGiven:
    """Go on as if what is at a position were done."""
    refuse_naming(body.given)
    return _act(body, lambda acts: acts.skip(instance_id, body.at, body.given))


@operation("POST", f"{ONE}/move", **SAID)
def move(instance_id: UUID, body: MoveAsked) -> EffectGiven:
    """Take the token from its position and put it on another element."""
    return _act(body, lambda acts: acts.move(instance_id, body.at, body.to))


@operation("POST", f"{ONE}/go-back", **SAID)
def go_back(instance_id: UUID, body: GoBackAsked) -> EffectGiven:
    """Reopen an earlier user task; what was sent then is its sender's draft."""
    return _act(body, lambda acts: acts.go_back(instance_id, body.to))


@operation("POST", f"{ONE}/variables", **SAID)
def change_variables(instance_id: UUID, body: VariablesAsked) -> EffectGiven:
    """Set variables."""
    refuse_naming(body.changes)
    return _act(body, lambda acts: acts.change_variables(instance_id, body.changes))


@operation("POST", f"{ONE}/due", **SAID)
def change_due(instance_id: UUID, body: DueAsked) -> EffectGiven:
    """Move an armed timer, or the due date of a user task."""
    return _act(body, lambda acts: acts.change_due(instance_id, body.at, body.due))


@operation("POST", f"{ONE}/suspend", **SAID)
def suspend(instance_id: UUID, body: SuspendAsked) -> EffectGiven:
    """Let nothing move until it is resumed."""
    return _act(body, lambda acts: acts.suspend(instance_id, stop_clock=body.stop_clock))


@operation("POST", f"{ONE}/resume", **SAID)
def resume(instance_id: UUID, body: ActAsked) -> EffectGiven:
    """Let it go on."""
    return _act(body, lambda acts: acts.resume(instance_id))


@operation("POST", f"{ONE}/retry", **SAID)
def retry(instance_id: UUID, body: RetryAsked) -> EffectGiven:
    """Try again what an incident stopped."""
    refuse_naming(body.changes)
    return _act(body, lambda acts: acts.retry(instance_id, body.incident, body.changes))


@operation("POST", f"{ONE}/reassign", **SAID)
def reassign(instance_id: UUID, body: ReassignAsked) -> EffectGiven:
    """Give an open user task to somebody else."""
    refuse_hands(body.person, body.group)
    how = {"person": body.person, "group": body.group}
    return _act(body, lambda acts: acts.reassign(instance_id, body.at, **how))


@operation("POST", f"{ONE}/tell", **SAID)
def tell(instance_id: UUID, body: TellAsked) -> EffectGiven:
    """Bring the message that is waited for at a position."""
    refuse_naming(body.payload)
    return _act(body, lambda acts: acts.tell(instance_id, body.at, body.payload))


@operation("POST", f"{ONE}/cancel", **SAID)
def cancel(instance_id: UUID, body: ActAsked) -> EffectGiven:
    """Stop the instance for good."""
    return _act(body, lambda acts: acts.cancel(instance_id))


@operation("POST", f"{ONE}/undo", **SAID)
def undo(instance_id: UUID, body: ActAsked) -> EffectGiven:
    """Take back the last operation by hand, while nothing has happened since."""
    return _act(body, lambda acts: acts.undo(instance_id))


@operation("POST", f"{ONE}/migrate", **SAID)
def migrate(instance_id: UUID, body: MigrateAsked) -> EffectGiven:
    """Carry it over to another version of its bundle."""
    return _act(body, lambda acts: _carried(acts, instance_id, body.deployment))


def _carried(acts: Operating, instance_id: UUID, deployment: UUID) -> Effect:
    plan = parts().engine.plan_migration(deployment, instances=[instance_id])
    if not plan.instances:
        raise OperationRefused("It does not run.", "Only what is running is carried over.")
    [one] = plan.instances
    if one.obstacles:
        raise OperationRefused(" ".join(one.obstacles), "Leave it on its version, or move it.")
    [effect] = acts.migrate(plan)
    return effect


def _act(body: ActAsked, do: Callable[[Operating], Effect]) -> EffectGiven:
    acts = parts().engine.operating(
        by=g.actor.person, reason=body.reason, dry_run=body.dry_run, seen=body.seen
    )
    effect = do(acts)
    told = {name: getattr(effect, name) for name in ("status", "consequences", "final")}
    return EffectGiven.model_validate({"dry_run": body.dry_run, **told})
