"""Let one instance hear a message or a signal."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from engine.context import Context
from engine.errors import InstanceSuspended
from engine.spiff import Execution
from engine.transition import lock_instance, step
from engine.transition.change import Act


def heard(
    context: Context,
    session: Session,
    instance_id: UUID,
    *,
    what: tuple[str, str],
    by: str,
    hear: Callable[[Execution], bool],
) -> bool:
    """Whether it took it: False when it has ended or waits for it no more.

    `what` is "message" or "signal" and its name, for the history. Raises InstanceSuspended.
    """
    kind, name = what
    row = lock_instance(session, context.tenant, instance_id)
    if row.status == "suspended":
        raise InstanceSuspended(f"The one who waits for the {kind} {name} is suspended.")
    if row.status != "active":
        return False
    line = {"at": context.now(), "kind": kind, "by": by, "name": name}
    with step(context, session, row, Act(by, lines=(line,))) as execution:
        taken = hear(execution)
        execution.run()
    return taken
