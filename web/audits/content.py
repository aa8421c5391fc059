"""Case content of an audit: read only as far as the person may read it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.deployments import Deployed
from handlers.directory.reading import names
from handlers.records.audits import Audit
from handlers.records.fields import OVERALL, OVERVIEW, Grades, options
from handlers.records.page import AuditPage, DocumentLine
from handlers.records.tables import (
    DistributionRecord,
    ModerationRecord,
    StageRecord,
)
from web.access.facts import AuditFacts
from web.audits.first import first_grades
from web.audits.follow_ups import told_of
from web.audits.reflections import Reflections, reflections


@dataclass(frozen=True)
class Grade:
    """A grade in words, who gave it and at which stage."""

    stage: str
    by: str
    overall: str
    supervision: str


@dataclass(frozen=True)
class Final:
    """A grade that stands at the end, and what it is the grade of."""

    label: str
    grade: str


@dataclass(frozen=True)
class Content:
    """What this person may read; empty where they may read nothing."""

    final: list[Final]
    grades: list[Grade]
    reflections: Reflections | None
    documents: list[DocumentLine]
    follow_ups: list[str]


def content_of(
    session: Session, tenant: str, page: AuditPage, facts: AuditFacts, person: str, used: Deployed
) -> Content:
    """Load it. Who may not read the stages gets the documents that were sent to them."""
    grades = _grades(session, tenant, page.id, used) if facts.may_read("stage1") else []
    sent = None if facts.may_read("stage1") else _sent_to(session, tenant, page.id, person)
    return Content(
        _final(session, tenant, page.id, used) if facts.may_read("stage1") else [],
        grades,
        _reflections(session, tenant, page.id, used) if facts.may_read("reflection") else None,
        [one for one in page.documents if sent is None or one.id in sent],
        told_of(session, tenant, page.id, facts, person),
    )


def _final(session: Session, tenant: str, audit: UUID, used: Deployed) -> list[Final]:
    """What stands once the audit is concluded, in the form's words."""
    row = session.get_one(Audit, (tenant, audit))
    said = options(used.bundle, f"audit/{OVERVIEW}", OVERALL)
    given = {"Final overall grade": row.final_overall, "Supervision": row.final_supervision}
    return [Final(label, said.get(grade, grade)) for label, grade in given.items() if grade]


def _grades(session: Session, tenant: str, audit: UUID, used: Deployed) -> list[Grade]:
    stages = session.scalars(
        select(StageRecord)
        .where(StageRecord.tenant_id == tenant, StageRecord.audit_id == audit)
        .order_by(StageRecord.stage, StageRecord.version)
    ).all()
    moderated = session.scalars(
        select(ModerationRecord)
        .where(ModerationRecord.tenant_id == tenant, ModerationRecord.audit_id == audit)
        .order_by(ModerationRecord.sequence)
    ).all()
    people = [*(row.by for row in stages), *(row.by for row in moderated)]
    known = names(session, tenant, people)
    said = options(used.bundle, f"audit/{OVERVIEW}", OVERALL)

    def grade(stage: str, by: str, given: StageRecord | ModerationRecord | Grades) -> Grade:
        overall, supervision = given.overall, given.supervision
        words = [said.get(word or "", word or "") for word in (overall, supervision)]
        return Grade(stage, known.get(by, by), *words)

    first = first_grades(session, tenant, audit, stages)
    return [
        *(grade(f"Stage {row.stage}", row.by, row) for row in stages),
        *(grade("Before seeing stage 1", by, given) for by, given in first),
        *(grade("Moderation", row.by, row) for row in moderated),
    ]


def _reflections(session: Session, tenant: str, audit: UUID, used: Deployed) -> Reflections | None:
    found = reflections(session, session.get_one(Audit, (tenant, audit)), used)
    return found if found.recorded else None


def _sent_to(session: Session, tenant: str, audit: UUID, person: str) -> set[UUID]:
    query = select(DistributionRecord.document_id).where(
        DistributionRecord.tenant_id == tenant,
        DistributionRecord.audit_id == audit,
        DistributionRecord.person_id == person,
    )
    return set(session.scalars(query))
