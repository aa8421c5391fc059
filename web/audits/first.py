"""What a reviewer graded before the auditor's answers came into view (policy 4.4, A28)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.tables import Submission
from handlers.records.audits import Audit
from handlers.records.fields import Grades, grades_of
from handlers.records.tables import StageRecord

FORM = "audit"


def first_grades(
    session: Session, tenant: str, audit: UUID, stages: Sequence[StageRecord]
) -> list[tuple[str, Grades]]:
    """By whom, and the grades: answers of the form that are no stage of their own.

    None before stage 2 is submitted: they are the reviewer's alone until then.
    """
    if not any(row.stage > 1 for row in stages):
        return []
    query = select(Submission).join(Audit, Audit.instance_id == Submission.instance_id)
    theirs = (Audit.tenant_id == tenant, Audit.id == audit, Submission.tenant_id == tenant)
    apart = Submission.id.not_in([row.submission_id for row in stages])
    found = session.scalars(query.where(*theirs, apart, Submission.form == FORM))
    return [(row.by, grades_of(row.answers)) for row in found]
