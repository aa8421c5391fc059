"""Try again what belongs to no instance: a letter, a message, a start, the work of the night."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.commands.retry import retry_in
from engine.commands.surgery.operate import transacted
from engine.context import Context
from engine.effects import Consequence, Effect
from engine.errors import OperationRefused

SENTENCES: Mapping[str, str] = {
    "mail": "The letter is sent at once.",
    "mail_server": "All letters that wait are sent at once.",
    "message": "The message is brought at once.",
    "signal": "The signal is brought at once.",
    "start": "The instance is begun at once.",
}
OTHER = "It is done again at once."


def retry_alone(
    context: Context,
    incident_id: UUID,
    *,
    by: str,
    reason: str,
    dry_run: bool = False,
    also: Callable[[Session], None] | None = None,
) -> Effect:
    """Put its job back to be done at once. `also` is done in the same transaction.

    Raises NotFound, AlreadyDone when it is resolved, OperationRefused without a reason.
    """
    if not reason.strip():
        raise OperationRefused("There is no reason.", "Say why, for those who read it later.")

    def change(session: Session) -> list[Effect]:
        kind = queries.incident(session, context.tenant, incident_id).kind
        retry_in(context, session, incident_id, by, reason)
        if also is not None:
            also(session)
        return [Effect(None, (Consequence("incident", "", SENTENCES.get(kind, OTHER)),))]

    return transacted(context, dry_run, change)[0]
