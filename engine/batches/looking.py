"""What the act would do to each of some instances: done, read, and rolled back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from engine.acting import Act
from engine.batches.one import HeldAgain, act_on, sentence_of, settled
from engine.context import Context
from engine.operating import Operating
from engine.tables import Batch, BatchItem

WHY = "A look at what would happen."
MOST_TOLD = 8


def look(context: Context, row: Batch, act: Act, chunk: Sequence[BatchItem]) -> None:
    """Look at them one by one, and keep what was found of all in one transaction."""
    found = [{"number": one.number, **_found(context, row, act, one)} for one in chunk]

    def keep(session: Session) -> None:
        for one in found:
            _keep(session, row, one)

    context.database.transact(keep)


def _found(context: Context, row: Batch, act: Act, one: BatchItem) -> dict[str, Any]:
    try:
        version, effect = act_on(context, _dry(context, row, one), act, one)
    except Exception as error:
        return {"state": "refused", "seen": None, "sentence": sentence_of(error), "told": []}
    told = [consequence.sentence for consequence in effect.consequences][:MOST_TOLD]
    return {"state": "fits", "seen": version, "sentence": effect.final, "told": told}


def _dry(context: Context, row: Batch, one: BatchItem) -> Operating:
    def still_held(session: Session) -> None:
        if not settled(session, one):
            raise HeldAgain()

    return Operating(context, _nobody, by=row.by, reason=WHY, dry_run=True, also=still_held)


def _nobody(result: Any) -> Any:
    return result


def _keep(session: Session, row: Batch, found: dict[str, Any]) -> None:
    which = (
        BatchItem.tenant_id == row.tenant_id,
        BatchItem.batch_id == row.id,
        BatchItem.number == found["number"],
        BatchItem.state == "waiting",
    )
    values = {name: value for name, value in found.items() if name != "number"}
    statement = update(BatchItem).where(*which).values(**values)
    session.execute(statement, execution_options={"synchronize_session": False})
