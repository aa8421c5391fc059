"""One instance of a batch: where the act applies there, and whether it helped."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.acting import Act, perform, stands
from engine.context import Context
from engine.effects import Effect
from engine.errors import OperationRefused, PlumblineError
from engine.operating import Operating
from engine.tables import BatchItem, Incident

NO_INSTANCE = "It belongs to no instance, so this cannot be done to it."
HELD_AGAIN = "It was tried again and is held up as before."


class HeldAgain(PlumblineError):
    """A retry would end where it began."""

    def __str__(self) -> str:
        return "It would be held up again as before."


def act_on(context: Context, operating: Operating, act: Act, one: BatchItem) -> tuple[int, Effect]:
    """Do it, or look at it; the version it had before, and the effect. Raises what acts raise."""
    if one.instance_id is None:
        return 0, _alone(operating, act, one)
    version, at = _where(context, act, one.instance_id)
    here = replace(act, incident=one.incident_id or act.incident, at=at or act.at)
    return version, perform(context, operating, one.instance_id, here)


def settled(session: Session, one: BatchItem) -> bool:
    """Whether what was tried again no longer holds it up, as the transaction sees it."""
    if one.incident_id is None:
        return True
    row = session.get(Incident, (one.tenant_id, one.incident_id), populate_existing=True)
    return row is None or row.state != "open"


def sentence_of(error: Exception) -> str:
    """Why it could not be done, without content: only our own errors promise that."""
    if isinstance(error, PlumblineError):
        return str(error)
    return f"It failed with {type(error).__name__}."


def _alone(operating: Operating, act: Act, one: BatchItem) -> Effect:
    if act.kind != "retry" or one.incident_id is None:
        raise OperationRefused(NO_INSTANCE, "Look at the letter or the job itself.")
    return operating.retry_alone(one.incident_id)


def _where(context: Context, act: Act, instance_id: UUID) -> tuple[int, UUID | None]:
    """The version it has, and the place of the act where one is named: only then it is opened."""
    with context.database.read() as session:
        if not act.element:
            return queries.instance(session, context.tenant, instance_id).version, None
        standing = stands(context, session, instance_id)
    places = [p for p in standing.places if p.at.element_id == act.element]
    fit = [place.at.task_id for place in places if act.kind in place.kinds]
    return standing.row.version, _only(fit, act.element)


def _only(fit: list[UUID], element: str) -> UUID:
    if not fit:
        raise OperationRefused(f"It is not at “{element}” now.", "Look where it is.")
    if len(fit) > 1:
        raise OperationRefused(f"It is at “{element}” several times.", "Do it by hand, one by one.")
    return fit[0]
