"""Who was faster, and the page somebody came from."""

from __future__ import annotations

from uuid import UUID

from flask import request

from engine.errors import AlreadyDone
from handlers.directory.reading import names
from web.parts import parts
from web.words import moment


def faster(already: AlreadyDone) -> str:
    """What happened meanwhile, with who did it and when, as far as it is known."""
    if not already.by or already.at is None:
        return already.reason
    here = parts()
    with here.database.read() as db:
        name = names(db, here.tenant, [already.by]).get(already.by, already.by)
    return f"{already.reason} {name} did that on {moment(already.at)}."


def back_to() -> UUID | None:
    """The incident whose page was left; None for the page of the cause."""
    try:
        return UUID(request.form.get("back", ""))
    except ValueError:
        return None
