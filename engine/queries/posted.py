"""Letters as an administrator sees them: how far each has got, never what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, literal_column, select
from sqlalchemy.orm import Session

from engine.queries.keyset import following
from engine.queries.slices import SIZE, Slice, place, read_place, slice_of
from engine.tables import Job, Mail

# As the partial index has them: written out, so that the database uses it.
NOT_ARRIVED = Mail.state.in_(
    [literal_column(f"'{state}'") for state in ("queued", "sending", "refused", "gave_up")]
)
MOST_COUNTED = 100_000
IN_THE_WAY = ("queued", "sending", "refused", "gave_up")


@dataclass(frozen=True)
class PostedFilters:
    """Each narrows the list. `state` also "not_arrived"; `recipients`: one of these people."""

    state: str = ""
    letter: str = ""
    business_key: str = ""
    recipients: Sequence[str] | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Posted:
    """A letter without its words. `attempts` and `due_at` are those of the job that sends it."""

    mail: Mail
    job: Job

    @property
    def waits(self) -> bool:
        """Whether it has been tried, and will be again by itself."""
        return self.mail.state == "queued" and self.job.attempts > 0


def posted(
    session: Session,
    tenant: str,
    filters: PostedFilters,
    after: str | None = None,
    size: int = SIZE,
) -> Slice[Posted]:
    """Letters, newest first."""
    query = posted_query(tenant, filters, after)
    found = session.execute(query.limit(size + 1)).all()
    rows = [Posted(mail, job) for mail, job in found]
    return slice_of(rows, size, lambda row: place(row.mail.created_at, row.mail.id))


def posted_query(
    tenant: str, filters: PostedFilters, after: str | None = None
) -> Select[Mail, Job]:
    """The same as a statement."""
    query = select(Mail, Job).join(Job, (Job.tenant_id == Mail.tenant_id) & (Job.id == Mail.job_id))
    query, last = query.where(*_conditions(tenant, filters)), read_place(after)
    if last is not None:
        query = query.where(following(last, Mail.created_at, Mail.id, descending=True))
    return query.order_by(Mail.created_at.desc(), Mail.id)


def not_arrived(session: Session, tenant: str) -> dict[str, int]:
    """How many letters are queued, on their way, refused or given up: those only, by state."""
    # In its order, because the index of that order has these rows alone.
    held = select(Mail.state).where(Mail.tenant_id == tenant, NOT_ARRIVED)
    some = held.order_by(Mail.created_at).limit(MOST_COUNTED).subquery()
    query = select(some.c.state, func.count()).group_by(some.c.state)
    return {state: number for state, number in session.execute(query)}


def _conditions(tenant: str, filters: PostedFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Mail.tenant_id == tenant]
    if filters.state == "not_arrived" or filters.state in IN_THE_WAY:
        found.append(NOT_ARRIVED)
    if filters.state and filters.state != "not_arrived":
        found.append(Mail.state == filters.state)
    if filters.letter:
        found.append(Mail.letter == filters.letter)
    if filters.business_key:
        found.append(Mail.business_key == filters.business_key)
    if filters.recipients is not None:
        found.append(Mail.recipient.in_(filters.recipients))
    if filters.since is not None:
        found.append(Mail.created_at >= filters.since)
    return found
