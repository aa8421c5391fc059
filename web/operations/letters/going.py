"""Sending a letter again, to an address that is put right with it."""

from __future__ import annotations

from uuid import UUID

from flask import g

from engine.commands.resend import letter_and_job, resend_in
from handlers.directory.correcting import correct_address
from handlers.directory.reading import person
from web.parts import parts
from web.wiring import settings


def send_again(mail_id: UUID, *, reason: str, address: str, seen: str) -> UUID:
    """The letter that goes now. `address`, if there is one, is put right in the directory first:
    both or neither. Raises NotFound, AddressRefused, OutOfDate, OperationRefused."""
    here, by = parts(), g.actor.person
    with here.database.write() as db:
        mail, _ = letter_and_job(db, here.tenant, mail_id)
        reader = person(db, here.tenant, mail.recipient)
        if address and reader is not None and address != reader.email:
            correct_address(
                db,
                here.tenant,
                reader.id,
                address,
                allows=settings(here.config).allows,
                by=by,
                reason=reason,
                now=here.clock.now(),
            )
        going = resend_in(here.engine.context, db, mail_id, by, reason, seen)
    here.dispatcher.wake()
    return going
