"""What an operation would do, or has done, in sentences; and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.acting import Act, perform
from engine.effects import Effect
from engine.errors import PlumblineError
from engine.tables import ProcessInstance
from web.operations.acting.names import with_names
from web.operations.instance.told import Line, told_since
from web.parts import Parts

WHY = "A look at what would happen."


@dataclass(frozen=True)
class Look:
    """What would happen, or why it cannot. `seen` and `since` are the instance's version and the
    last line of its history then."""

    sentences: Sequence[str]
    final: str
    refused: str
    seen: int
    since: int


def look(here: Parts, instance_id: UUID, act: Act, by: str) -> Look:
    """Do it and roll it back."""
    with here.database.read() as db:
        row = queries.instance(db, here.tenant, instance_id)
    try:
        effect = _dry(here, row, act, by)
    except PlumblineError as refused:
        return Look((), "", str(refused), row.version, row.history_seq)
    with here.database.read() as db:
        said = with_names(db, here.tenant, [one.sentence for one in effect.consequences])
    return Look(said, effect.final, "", row.version, row.history_seq)


def _dry(here: Parts, row: ProcessInstance, act: Act, by: str) -> Effect:
    operating = here.engine.operating(by=by, reason=WHY, dry_run=True, seen=row.version)
    return perform(here.engine.context, operating, row.id, act)


def meanwhile(session: Session, row: ProcessInstance, since: int) -> Sequence[Line]:
    """Who did what since a page was made."""
    return told_since(session, row, since)
