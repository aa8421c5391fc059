"""Who covers whom today, who carries on for whom, and the audits in which somebody may not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    String,
    bindparam,
    cast,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from engine.clock import Clock
from engine.covering import NOBODY, Covering, CoveringOf
from engine.database import Database
from handlers.cover.tables import Cover
from handlers.follow_ups.tables import FollowUp
from handlers.leavers.reading import places, standing
from handlers.leavers.tables import Handover
from handlers.records.audits import Audit

HERE = ZoneInfo("Europe/London")
PARTS = (Audit.auditor, Audit.reviewer, Audit.social_worker, Audit.officer)


def covering_of(database: Database, tenant: str, clock: Clock) -> CoveringOf:
    """Whom a person covers now, for the engine."""

    def covering(person: str) -> Covering:
        today = clock.now().astimezone(HERE).date()
        with database.read() as session:
            asked = {"who": person, "today": today}
            found = session.execute(_theirs(tenant), asked).all()
            covered = frozenset(one for one, matter in found if matter is None)
            carried = places(session, tenant, [(one, of) for one, of in found if of is not None])
            barred = _barred(session, tenant, person) if covered else frozenset()
            return Covering(covered, barred, carried) if found else NOBODY

    return covering


@cache
def _theirs(tenant: str) -> CompoundSelect[str, str | None]:
    """Whom `who` covers `today` (no matter), and for whom they carry on in which matter.

    Made once: it is asked with every request and every user task.
    """
    who, today = bindparam("who", type_=String), bindparam("today", type_=Date)
    covered = select(Cover.person, cast(null(), String)).where(
        Cover.covered_by == who, *_running(tenant, today, today)
    )
    carried = standing(tenant).where(Handover.carried_on_by == who)
    return union_all(covered, carried.with_only_columns(Handover.person, Handover.matter))


def covers(session: Session, tenant: str, people: Iterable[str], since: date) -> Sequence[Cover]:
    """The covers of these people, given or taken, that run on `since` or later, soonest first."""
    wanted = list(people)
    concerned = or_(Cover.person.in_(wanted), Cover.covered_by.in_(wanted))
    return _soonest(session, tenant, since, concerned)


def all_covers(session: Session, tenant: str, since: date) -> Sequence[Cover]:
    """Every cover that runs on `since` or later, soonest first."""
    return _soonest(session, tenant, since)


def overlapping(
    session: Session, tenant: str, person: str, starts_on: date, ends_on: date
) -> Cover | None:
    """A cover of this person on one of these days."""
    query = select(Cover).where(Cover.person == person, *_running(tenant, starts_on, ends_on))
    return session.scalars(query.limit(1)).first()


def _running(
    tenant: str, first: date | BindParameter[date], last: date | BindParameter[date]
) -> Sequence[ColumnElement[bool]]:
    return (
        Cover.tenant_id == tenant,
        Cover.ended_at.is_(None),
        Cover.starts_on <= last,
        Cover.ends_on >= first,
    )


def _soonest(
    session: Session, tenant: str, since: date, *kept: ColumnElement[bool]
) -> Sequence[Cover]:
    query = select(Cover).where(*_running(tenant, since, date.max), *kept)
    return session.scalars(query.order_by(Cover.starts_on, Cover.person, Cover.id)).all()


def _barred(session: Session, tenant: str, person: str) -> frozenset[UUID]:
    """The audits under way in which the person has a part of their own, and what these set off."""
    audits = select(Audit.id).where(
        Audit.tenant_id == tenant,
        Audit.concluded_at.is_(None),
        or_(*(part == person for part in PARTS)),
    )
    own = select(Audit.instance_id).where(Audit.tenant_id == tenant, Audit.id.in_(audits))
    beside = select(FollowUp.instance_id).where(
        FollowUp.tenant_id == tenant, FollowUp.audit_id.in_(audits)
    )
    found = session.scalars(union_all(own, beside))
    return frozenset(one for one in found if one is not None)
