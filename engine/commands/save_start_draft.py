"""Keep what a person has written of something they may start, before they send it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, delete
from sqlalchemy.orm import Session

from engine import queries
from engine.context import Context
from engine.database import upsert
from engine.errors import NotAllowed
from engine.expressions import check_value
from engine.people import Person
from engine.tables import StartDraft
from engine.trials import takes_for

LONGEST = timedelta(days=30)
_DRAFT = cast(Table, StartDraft.__table__)


def save_start_draft(
    context: Context, process_key: str, words: Mapping[str, Any], *, by: str
) -> datetime:
    """Write `words` (as typed) over what there was; when it was saved.

    What nobody touched for thirty days is forgotten. Raises NotFound and NotAllowed where the
    process is not offered to the person, and UnsafeValue; nothing is kept then.
    """
    person, now = Person.of(context, by), context.now()
    check_value(dict(words), "the draft")

    def work(session: Session) -> None:
        takes = takes_for(context, session, by)
        row = queries.offered_start(session, context.tenant, process_key, takes)
        if not queries.may_start(row, by, person.groups):
            raise NotAllowed("This is offered neither to you nor to a group you belong to.")
        own = _DRAFT.c.tenant_id == context.tenant
        session.execute(delete(_DRAFT).where(own, _DRAFT.c.saved_at < now - LONGEST))
        key = {"tenant_id": context.tenant, "process_key": process_key, "person": by}
        values = {**key, "words": dict(words), "saved_at": now}
        upsert(session, StartDraft, values, ("words", "saved_at"))

    context.database.transact(work)
    return now


def drop_start_draft(session: Session, tenant: str, process_key: str, person: str) -> None:
    """Forget a person's draft; nothing happens when there is none."""
    row = queries.start_draft(session, tenant, process_key, person)
    if row is not None:
        session.delete(row)
