"""Bring a message that an instance threw to those who wait for it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine.claimed import Claimed
from engine.commands.correlate import Message, deliver_in
from engine.context import SYSTEM, Context
from engine.errors import HandlerFailed
from engine.jobs import finish_job


def deliver(context: Context, claimed: Claimed) -> None:
    """Deliver and end the job in one transaction.

    One that was held back is for its instance alone. Raises HandlerFailed when nobody waits for it
    yet: the one who shall take it may be on the way.
    """

    def work(session: Session) -> None:
        payload, name = claimed.details.payload, claimed.details.payload["message"]
        only = UUID(payload["only"]) if "only" in payload else None
        thrower = claimed.details.instance_id
        sent = Message(name, payload["key"], payload["payload"], SYSTEM, only, thrower)
        if not deliver_in(context, session, sent):
            raise HandlerFailed(f"Nobody waits for the message {name} with this key.")
        finish_job(session, context.tenant, claimed, context.now())

    context.database.transact(work)
