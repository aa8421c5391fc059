"""Letters as an administrator sees them: how far each has got, never what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    false,
    func,
    literal_column,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from engine.queries.slices import SIZE, Slice, place, read_place, slice_of
from engine.tables import Job, Mail

# As the partial index has them: written out, so that the database uses it.
NOT_ARRIVED = Mail.state.in_(
    [literal_column(f"'{state}'") for state in ("queued", "sending", "refused", "gave_up")]
)
MOST_COUNTED = 100_000
_KEYS = (Mail.created_at, Mail.id)
_NEWEST = (Mail.created_at.desc(), Mail.id.desc())
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
    kept, last = _conditions(tenant, filters), read_place(after)
    if last is not None:
        kept.append(tuple_(*_KEYS) < tuple_(*last))
    which = _merged(kept, _readers(filters), size + 1)
    found = session.execute(_whole(tenant, which, size + 1)).all()
    rows = [Posted(mail, job) for mail, job in found]
    return slice_of(rows, size, lambda row: place(row.mail.created_at, row.mail.id))


def _readers(filters: PostedFilters) -> list[list[ColumnElement[bool]]]:
    """Whose letters are looked for: each one's apart, but for those few that did not arrive."""
    if filters.recipients is None:
        return [[]]
    if filters.state in ("not_arrived", *IN_THE_WAY):
        return [[Mail.recipient.in_(filters.recipients)]]
    return [[Mail.recipient == one] for one in filters.recipients]


def _merged(
    kept: list[ColumnElement[bool]], readers: list[list[ColumnElement[bool]]], most: int
) -> Subquery:
    """Which letters: so many of each look, from an index in their order, then merged."""
    looks = [select(*_KEYS).where(*kept, *one).order_by(*_NEWEST).limit(most) for one in readers]
    if not looks:
        return select(*_KEYS).where(false()).subquery()
    return union_all(*(select(look.subquery()) for look in looks)).subquery()


def _whole(tenant: str, which: Subquery, most: int) -> Select[Mail, Job]:
    """These letters, each with the job that sends it."""
    newest = select(which).order_by(which.c.created_at.desc(), which.c.id.desc()).limit(most)
    some = newest.subquery()
    query = select(Mail, Job).join(Job, (Job.tenant_id == Mail.tenant_id) & (Job.id == Mail.job_id))
    found = query.join(some, some.c.id == Mail.id).where(Mail.tenant_id == tenant)
    return found.order_by(some.c.created_at.desc(), some.c.id.desc())


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
    if filters.since is not None:
        found.append(Mail.created_at >= filters.since)
    return found
