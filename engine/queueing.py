"""What an administrator can do with what waits to be done: letters, jobs and whole queues."""

from __future__ import annotations

from typing import Protocol, TypeVar
from uuid import UUID

from engine.commands.hurry import hurry
from engine.commands.pause import go_on, pause
from engine.commands.resend import resend
from engine.context import Context
from engine.errors import OperationRefused
from engine.jobs import Queue

T = TypeVar("T")


class Woken(Protocol):
    """Tells the dispatcher that there may be work, and gives the result on."""

    def __call__(self, result: T) -> T: ...


class Queueing:
    """One method for each act. All raise OperationRefused without a reason, and what the file of
    the command says."""

    def __init__(self, context: Context, woken: Woken, *, by: str, reason: str) -> None:
        self._context, self._woken = context, woken
        self._by, self._reason = by, reason.strip()

    def resend(self, mail_id: UUID, *, seen: str) -> UUID:
        """Send a letter again; the id of the letter that goes."""
        return self._woken(resend(self._context, mail_id, **self._who(), seen=seen))

    def hurry(self, job_id: UUID, *, seen: int) -> None:
        """Try a job that failed again now."""
        hurry(self._context, job_id, **self._who(), seen=seen)
        self._woken(None)

    def pause(self, queue: Queue) -> None:
        """Begin nothing of a queue until it goes on."""
        pause(self._context, queue, **self._who())

    def go_on(self, queue: Queue) -> None:
        """Let a queue go on."""
        go_on(self._context, queue, **self._who())
        self._woken(None)

    def _who(self) -> dict[str, str]:
        if not self._reason:
            raise OperationRefused("A reason is needed.", "Say why: it is kept in the audit log.")
        return {"by": self._by, "reason": self._reason[:500]}
