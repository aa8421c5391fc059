"""What goes with a child: every audit of the case, what it left behind, and the case itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from engine.disposal import forget
from handlers.caseload.tables import ChildCase
from handlers.erasure.subject import Subject
from handlers.follow_ups.instances import instances_of
from handlers.records.audits import Audit
from handlers.retention.due import requests_by_number
from handlers.retention.erase import erase_audits, erase_searches
from handlers.retention.statistics import keep_numbers
from handlers.subject_access.tables import SubjectSearch


def audits_of(session: Session, tenant: str, subject: Subject) -> Sequence[Audit]:
    """The audits of the child's case."""
    query = select(Audit).where(Audit.tenant_id == tenant, Audit.case_id == subject.number)
    return session.scalars(query.order_by(Audit.reference)).all()


def erase_child(session: Session, tenant: str, subject: Subject, now: datetime) -> None:
    """Remove them, as the schedule would one day; the anonymous numbers stay."""
    audits = audits_of(session, tenant, subject)
    if audits:
        keep_numbers(session, tenant, audits)
        forget(session, tenant, instances_of(session, tenant, audits))
        erase_audits(session, tenant, audits)
    cases = cast(Table, ChildCase.__table__)
    mine = (cases.c.tenant_id == tenant, cases.c.id == subject.number)
    session.execute(delete(cases).where(*mine))
    erase_requests(session, tenant, subject, now)


def erase_requests(session: Session, tenant: str, subject: Subject, now: datetime) -> None:
    """Remove what was found for requests about the subject, with the files that were made."""
    ids = requests_about(session, tenant, subject)
    searches = [session.get_one(SubjectSearch, (tenant, one)) for one in ids]
    if searches:
        forget(session, tenant, [one.instance_id for one in searches])
        erase_searches(session, tenant, searches, now)
        session.flush()


def requests_about(session: Session, tenant: str, subject: Subject) -> list[UUID]:
    """The requests for what is held about the subject whose papers are still kept."""
    wanted = subject.number.casefold()
    return [one for one, number in requests_by_number(session, tenant) if number == wanted]
