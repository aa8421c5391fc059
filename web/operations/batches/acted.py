"""What can be done about a batch: begun, cancelled, the failed tried again, all taken back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue

from engine.errors import AlreadyDone, OperationRefused
from handlers.directory.reading import names
from web.access.permission import permit
from web.operations.batches.blueprint import blueprint
from web.operations.batches.pages import page
from web.operations.reasons import MISSING, given_reason
from web.parts import parts
from web.words import moment

AT = "/operations/batches/<uuid:batch_id>"


@blueprint.post(f"{AT}/start")
@permit("operations.act")
def start(batch_id: UUID) -> ResponseReturnValue:
    """Do it to all that can be done; a reason is needed."""
    reason = given_reason()
    if not reason:
        return page(batch_id, {"reason": MISSING}), 422

    def act() -> UUID:
        parts().engine.batches.begin(batch_id, by=g.actor.person, reason=reason)
        return batch_id

    return _acted(batch_id, act)


@blueprint.post(f"{AT}/cancel")
@permit("operations.act")
def cancel(batch_id: UUID) -> ResponseReturnValue:
    """Do no more of it."""

    def act() -> UUID:
        parts().engine.batches.cancel(batch_id, by=g.actor.person)
        flash("No more of it is done. What was done stays done.")
        return batch_id

    return _acted(batch_id, act)


@blueprint.post(f"{AT}/again")
@permit("operations.act")
def again(batch_id: UUID) -> ResponseReturnValue:
    """Look anew at those that failed."""
    return _acted(batch_id, lambda: parts().engine.batches.again(batch_id, by=g.actor.person))


@blueprint.post(f"{AT}/undo")
@permit("operations.act")
def undo(batch_id: UUID) -> ResponseReturnValue:
    """Look at taking back what was done."""
    return _acted(batch_id, lambda: parts().engine.batches.undo(batch_id, by=g.actor.person))


def _acted(batch_id: UUID, act: Callable[[], UUID]) -> ResponseReturnValue:
    try:
        shown = act()
    except AlreadyDone as already:
        return page(batch_id, {"reason": _who(already)}), 409
    except OperationRefused as refused:
        return page(batch_id, {"reason": str(refused)}), 409
    return redirect(url_for(".batch", batch_id=shown), 303)


def _who(already: AlreadyDone) -> str:
    if not already.by or already.at is None:
        return already.reason
    here = parts()
    with here.database.read() as db:
        name = names(db, here.tenant, [already.by]).get(already.by, already.by)
    return f"{already.reason} {name} did that on {moment(already.at)}."
