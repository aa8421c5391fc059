"""What is past its time: by kind of record, not on hold, with nothing of it going on."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import Session

from engine.disposal import OPEN
from engine.services import Services
from engine.tables import ProcessInstance, Submission
from handlers.follow_ups.tables import FollowUp
from handlers.records.audits import Audit
from handlers.retention.holding import kept_audits, standing
from handlers.retention.kinds import AUDITS, SUBJECT_ACCESS
from handlers.retention.schedule import DECISION, schedule
from handlers.retention.tables import LegalHold
from handlers.subject_access.tables import SubjectItem, SubjectSearch


@dataclass(frozen=True)
class Due:
    """A record that is past its time, and when it ended."""

    reference: str
    kind: str
    about_id: UUID
    ended_on: date


def limits(services: Services) -> Mapping[str, datetime]:
    """For each kind of record the instant before which it must have ended; none is kept for ever.

    The table is asked for the number of months of each kind; null means for ever.
    """
    periods = schedule(lambda facts: services.decide(DECISION, facts))
    today = services.now.date()
    found = {
        one.kind.key: months_before(today, one.months)
        for one in periods
        if one.months and one.kind.key in (*AUDITS, SUBJECT_ACCESS)
    }
    return {k: datetime.combine(day, time(), services.now.tzinfo) for k, day in found.items()}


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def due(
    session: Session, tenant: str, limits: Mapping[str, datetime], most: int | None = None
) -> list[Due]:
    """What is past its time, what ended first before others."""
    if _everything_is_held(session, tenant):
        return []
    found = sorted(_all(session, tenant, limits), key=lambda one: (one.ended_on, one.reference))
    return found[:most]


def _all(session: Session, tenant: str, limits: Mapping[str, datetime]) -> Iterator[Due]:
    for reference, kind, id, at in session.execute(audits_over(tenant)):
        if kind in limits and at <= limits[kind]:
            yield Due(reference, kind, id, at.date())
    if SUBJECT_ACCESS in limits:
        query = answered(tenant).where(SubjectSearch.delivered_at <= limits[SUBJECT_ACCESS])
        held = held_requests(session, tenant)
        for reference, id, at in session.execute(query):
            if id not in held:
                yield Due(reference, SUBJECT_ACCESS, id, at.date())


def audits_over(tenant: str) -> Select[str, str, UUID, datetime]:
    """Reference, kind, id and `ended` of every audit that is over and that nothing keeps."""
    kind = case((Audit.state.in_(AUDITS), Audit.state), else_="cancelled").label("kind")
    ended = func.coalesce(Audit.concluded_at, ProcessInstance.ended_at).label("ended")
    own = and_(
        ProcessInstance.tenant_id == Audit.tenant_id, ProcessInstance.id == Audit.instance_id
    )
    query = select(Audit.reference, kind, Audit.id, ended).join(ProcessInstance, own)
    return query.where(
        Audit.tenant_id == tenant,
        ProcessInstance.status.not_in(OPEN),
        ~kept_audits(),
        ~_followed_up(),
        ~_set_off_something(tenant),
        ~_asked_for(),
    )


def _followed_up() -> ColumnElement[bool]:
    """Whether something that came of the audit is not over."""
    mine = (FollowUp.tenant_id == Audit.tenant_id) & (FollowUp.audit_id == Audit.id)
    return exists().where(mine, FollowUp.closed_at.is_(None))


def _set_off_something(tenant: str) -> ColumnElement[bool]:
    """Whether an instance whose key begins with the reference still runs.

    The keys of those that run are cut to the lengths references have, and looked up in: beginning
    by beginning, every audit would be held against every instance.
    """
    row, other = ProcessInstance, Audit.__table__.alias("other")
    lengths = select(func.length(other.c.reference).label("n")).where(other.c.tenant_id == tenant)
    length = lengths.distinct().subquery().c.n
    runs = (row.tenant_id == tenant, row.status.in_(OPEN), row.business_key.is_not(None))
    return Audit.reference.in_(select(func.substr(row.business_key, 1, length)).where(*runs))


def _asked_for() -> ColumnElement[bool]:
    """Whether somebody still waits for what is held about them in this audit."""
    item = (SubjectItem.tenant_id == Audit.tenant_id) & (SubjectItem.audit_id == Audit.id)
    search = (SubjectSearch.tenant_id == SubjectItem.tenant_id) & (
        SubjectSearch.id == SubjectItem.search_id
    )
    return exists().where(item, search, SubjectSearch.delivered_at.is_(None))


def answered(tenant: str) -> Select[str, UUID, datetime]:
    """Reference, id and when, of every request that was answered and is not forgotten."""
    query = select(SubjectSearch.reference, SubjectSearch.id, SubjectSearch.delivered_at)
    return query.where(  # type: ignore[return-value]
        SubjectSearch.tenant_id == tenant,
        SubjectSearch.delivered_at.is_not(None),
        SubjectSearch.forgotten_at.is_(None),
    )


def held_requests(session: Session, tenant: str) -> set[UUID]:
    """The requests for what is held about a child or a person who is on hold."""
    kept = {one.subject.casefold() for one in standing(session, tenant) if one.subject}
    if not kept:
        return set()
    return {id for id, number in requests_by_number(session, tenant) if number in kept}


def requests_by_number(session: Session, tenant: str) -> Iterator[tuple[UUID, str]]:
    """Every request whose papers are kept, with the number it asked for, in small letters."""
    mine = (Submission.tenant_id == SubjectSearch.tenant_id) & (
        Submission.id == SubjectSearch.submission_id
    )
    query = select(SubjectSearch.id, Submission.answers).join(Submission, mine)
    kept = SubjectSearch.forgotten_at.is_(None)
    for id, answers in session.execute(query.where(SubjectSearch.tenant_id == tenant, kept)):
        yield id, str(answers.get("subject_number", "")).strip().casefold()


def _everything_is_held(session: Session, tenant: str) -> bool:
    query = select(LegalHold.id).where(
        LegalHold.tenant_id == tenant, LegalHold.about == "all", LegalHold.cleared_at.is_(None)
    )
    return session.scalars(query.limit(1)).first() is not None
