"""`records.freeze`: what was submitted becomes a record that never changes (R61, R77)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from sqlalchemy.orm import Session

from engine.errors import Permanent
from engine.registry import handler
from engine.services import Services
from engine.tables import Submission
from handlers.records.audits import Audit
from handlers.records.fields import Grades, digest_of, grades_of
from handlers.records.finding import audit_of, next_version, written
from handlers.records.tables import StageRecord

AUDITOR_STAGE, REVIEWER_STAGE = 1, 2


@handler("records.freeze", outputs=("record", "overall", "supervision", "version"))
def freeze(
    services: Services, *, audit: str, stage: int, submission: str, by: str
) -> Mapping[str, object]:
    """Keeps a submitted stage with its grades; a stage 1 with a supervision grade is refused."""
    with services.transaction() as session:
        record = written(session, services, StageRecord) or _keep(
            session, services, audit, stage, submission, by
        )
        return {
            "record": str(record.id),
            "overall": record.overall,
            "supervision": record.supervision,
            "version": record.version,
        }


def check_grades(stage: int, grades: Grades) -> None:
    """Raise Permanent when a stage holds a grade it must not, or lacks one it must have."""
    if grades.overall is None:
        raise Permanent("The form holds no overall grade: the overview has to ask for it.")
    if stage == AUDITOR_STAGE and grades.supervision is not None:
        raise Permanent("The auditor may not grade their own supervision: take it off the form.")
    if stage == REVIEWER_STAGE and grades.supervision is None:
        raise Permanent("The reviewer has to grade supervision: the form must ask for it.")


def _keep(
    session: Session, services: Services, audit_id: str, stage: int, submission: str, by: str
) -> StageRecord:
    audit, submitted = audit_of(session, services.tenant, audit_id), services.submission(submission)
    if submitted.by != by and not _stands_in(audit, submitted):
        raise Permanent("The form was submitted by somebody else than the diagram says.")
    grades = grades_of(submitted.answers)
    check_grades(stage, grades)
    record = _record(services, audit, stage, submitted, grades)
    record.version = next_version(session, audit, stage)
    audit.state = f"stage_{stage}_submitted"
    session.add(record)
    session.flush()
    return record


def _stands_in(audit: Audit, submitted: Submission) -> bool:
    """Whether it comes from this audit's own user task, done by somebody who covers or carries on:
    the engine sees to it that they may. Nobody does two parts of one audit."""
    own = (audit.auditor, audit.reviewer, audit.social_worker, audit.officer)
    of_it = submitted.user_task_id is not None and submitted.instance_id == audit.instance_id
    return of_it and submitted.by not in own


def _record(
    services: Services, audit: Audit, stage: int, submitted: Submission, grades: Grades
) -> StageRecord:
    return StageRecord(
        tenant_id=services.tenant,
        id=uuid4(),
        audit_id=audit.id,
        stage=stage,
        submission_id=submitted.id,
        answers=submitted.answers,
        digest=digest_of(submitted.answers),
        section_grades=dict(grades.sections),
        overall=grades.overall,
        supervision=grades.supervision,
        by=submitted.by,
        at=submitted.at,
        deployment_id=services.deployment_id,
        activity_key=services.activity.key,
    )
