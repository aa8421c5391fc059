"""What an administrator can do to a running instance: every operation by hand, one method each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from engine.commands.surgery import (
    alone,
    assigning,
    changing,
    ending,
    migrating,
    moving,
    suspending,
    telling,
    undo,
)
from engine.commands.surgery.order import Order
from engine.context import Context
from engine.effects import Effect, MigrationPlan

T = TypeVar("T")
Also = Callable[[Session], None]


class Woken(Protocol):
    """Tells the dispatcher that there may be work, and gives the result on."""

    def __call__(self, result: T) -> T: ...


class Operating:
    """Each gives the Effect: what it changed, or with `dry_run` what it would change.

    `seen` is the version of the instance on the page, if there is one; `also` is done in the same
    transaction. All raise NotFound, InstanceUnreadable, InstanceClosed, OutOfDate,
    OperationRefused (also without a reason), and BudgetExceeded when the instance would not come
    to rest; then nothing was changed.
    """

    def __init__(
        self,
        context: Context,
        woken: Woken,
        *,
        by: str,
        reason: str,
        dry_run: bool = False,
        seen: int | None = None,
        also: Also | None = None,
    ) -> None:
        self._context, self._woken, self._also = context, woken, also
        self._by, self._reason, self._dry_run, self._seen = by, reason, dry_run, seen

    def skip(self, instance_id: UUID, task_id: UUID, given: Mapping[str, Any]) -> Effect:
        """Go on as if what is at this position were done and had given this."""
        order = self._order("skip", instance_id, task_id=str(task_id))
        return self._woken(moving.skip(self._context, order, task_id, given))

    def move(self, instance_id: UUID, task_id: UUID, element_id: str) -> Effect:
        """Take the token from its position and put it on another element."""
        order = self._order("move", instance_id, task_id=str(task_id), to=element_id)
        return self._woken(moving.move(self._context, order, task_id, element_id))

    def go_back(self, instance_id: UUID, element_id: str) -> Effect:
        """Reopen an earlier user task; what was sent then is its sender's draft."""
        order = self._order("back", instance_id, to=element_id)
        return self._woken(moving.go_back(self._context, order, element_id))

    def change_variables(self, instance_id: UUID, changes: Mapping[str, Any]) -> Effect:
        """Set variables. The account names them and keeps no value."""
        order = self._order("variables", instance_id, names=sorted(changes))
        return self._woken(changing.change_variables(self._context, order, changes))

    def change_due(self, instance_id: UUID, task_id: UUID, due: datetime) -> Effect:
        """Move an armed timer, or the date by which a user task is asked for."""
        order = self._order("due", instance_id, task_id=str(task_id), due=due.isoformat())
        return self._woken(changing.change_due(self._context, order, task_id, due))

    def reassign(
        self,
        instance_id: UUID,
        task_id: UUID,
        *,
        person: str | None = None,
        group: str | None = None,
    ) -> Effect:
        """Give an open user task to another person, or to a group."""
        order = self._order("reassign", instance_id, task_id=str(task_id), to=person or group)
        return self._woken(assigning.reassign(self._context, order, task_id, person, group))

    def tell(self, instance_id: UUID, task_id: UUID, payload: Mapping[str, Any]) -> Effect:
        """Bring the message that is waited for at this position. The account names its parts."""
        names = sorted(payload)
        order = self._order("message", instance_id, task_id=str(task_id), names=names)
        return self._woken(telling.tell(self._context, order, task_id, payload))

    def suspend(self, instance_id: UUID, *, stop_clock: bool) -> Effect:
        """Let nothing move until `resume`; with `stop_clock` its dates wait as well."""
        order = self._order("suspend", instance_id, clock_stopped=stop_clock)
        return self._woken(suspending.suspend(self._context, order))

    def resume(self, instance_id: UUID) -> Effect:
        """Let it go on."""
        return self._woken(suspending.resume(self._context, self._order("resume", instance_id)))

    def migrate(self, plan: MigrationPlan) -> list[Effect]:
        """Carry over all instances of a plan. Raises PlanRefused, and carries none, otherwise."""
        return self._woken(migrating.migrate(self._context, plan, self._order))

    def retry(
        self, instance_id: UUID, incident_id: UUID, changes: Mapping[str, Any] | None = None
    ) -> Effect:
        """Try again what an incident stopped, with these variables changed before. Raises
        AlreadyDone when it is resolved."""
        named = {"names": sorted(changes)} if changes else {}
        order = self._order("retry", instance_id, incident=str(incident_id), **named)
        return self._woken(ending.retry(self._context, order, incident_id, changes))

    def retry_alone(self, incident_id: UUID) -> Effect:
        """Try again what stopped a job of no instance. Raises AlreadyDone when it is resolved."""
        how: dict[str, Any] = {"dry_run": self._dry_run, "also": self._also}
        by, reason = self._by, self._reason
        return self._woken(
            alone.retry_alone(self._context, incident_id, by=by, reason=reason, **how)
        )

    def cancel(self, instance_id: UUID) -> Effect:
        """Stop the instance for good."""
        return self._woken(ending.cancel(self._context, self._order("cancel", instance_id)))

    def undo(self, instance_id: UUID) -> Effect:
        """Take back the last operation, while nothing has happened since."""
        return self._woken(undo.undo(self._context, self._order("undo", instance_id)))

    def _order(self, kind: str, instance_id: UUID, **detail: Any) -> Order:
        said = (kind, instance_id, self._by, self._reason, self._dry_run, self._seen, detail)
        return Order(*said, also=self._also)
