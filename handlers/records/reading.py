"""Reading an audit back, for documents. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

import forms
from engine import queries
from engine.bundle import Bundle
from handlers.caseload.tables import ChildCase
from handlers.directory.reading import names, team
from handlers.directory.roles import words
from handlers.letters.context import PARTS
from handlers.records.audits import Audit
from handlers.records.fields import OVERALL, OVERVIEW, options
from handlers.records.finding import audit_of, moderations, stage_record
from handlers.records.lines import plain_lines, section_views
from handlers.records.tables import ModerationRecord, Reflection, StageRecord
from handlers.records.view import (
    AuditView,
    ModerationView,
    PersonView,
    ReflectionView,
    StageView,
)

FORM, REFLECTION = "audit", "reflection"
OFFICERS, PARTIES = "officer_moderation", "moderated_grading"


def audit_view(session: Session, tenant: str, audit_id: str | UUID) -> AuditView:
    """Everything a document may show, read with the bundle the audit was submitted under.

    Permanent when there is no such audit, or nothing was submitted yet.
    """
    audit = audit_of(session, tenant, audit_id)
    found = (stage_record(session, audit, stage) for stage in (1, 2))
    records = {record.stage: record for record in found if record is not None}
    bundle = _bundle(session, audit, records)
    return _view(session, audit, bundle, records)


def _bundle(session: Session, audit: Audit, records: Mapping[int, StageRecord]) -> Bundle:
    newest = max(records.values(), key=lambda record: record.stage, default=None)
    if newest is not None:
        deployment = newest.deployment_id
    else:
        deployment = queries.active_process(session, audit.tenant_id, "case_audit").deployment_id
    return Bundle(queries.deployment_files(session, audit.tenant_id, deployment))


def _view(
    session: Session, audit: Audit, bundle: Bundle, records: Mapping[int, StageRecord]
) -> AuditView:
    case = session.get_one(ChildCase, (audit.tenant_id, audit.case_id))
    held_by = team(session, audit.tenant_id, case.team_id)
    known = forms.read(bundle.files)
    people = _people(session, audit)
    return AuditView(
        id=str(audit.id),
        reference=audit.reference,
        month=audit.month,
        month_words=f"{date.fromisoformat(audit.month + '-01'):%B %Y}",
        category=audit.category,
        category_words=options(bundle, "case_details", "category").get(
            audit.category, audit.category
        ),
        state=audit.state,
        case_id=case.id,
        initials=case.initials,
        team=held_by.name if held_by else "",
        district=held_by.district if held_by else "",
        area=held_by.area if held_by else "",
        issued_on=audit.issued_at.date() if audit.issued_at else None,
        concluded_on=audit.concluded_at.date() if audit.concluded_at else None,
        people=people,
        stages={stage: _stage(record, people) for stage, record in records.items()},
        sections=section_views(known[FORM], {s: r.answers for s, r in records.items()}),
        reflections=_reflections(session, audit, known),
        moderations=tuple(_moderation(one, people, known) for one in moderations(session, audit)),
        final_overall=audit.final_overall,
        final_supervision=audit.final_supervision,
        grade_words=options(bundle, f"{FORM}/{OVERVIEW}", OVERALL),
        form_title=known[FORM].title,
    )


def _people(session: Session, audit: Audit) -> dict[str, PersonView]:
    ids = {part: getattr(audit, part) for part in PARTS}
    known = names(session, audit.tenant_id, list(ids.values()))
    return {
        part: PersonView(person, known.get(person, person), words(PARTS[part]))
        for part, person in ids.items()
        if person
    }


def _by(person: str, people: Mapping[str, PersonView]) -> PersonView:
    found = [one for one in people.values() if one.id == person]
    return found[0] if found else PersonView(person, person, "")


def _stage(record: StageRecord, people: Mapping[str, PersonView]) -> StageView:
    return StageView(
        record.stage,
        record.version,
        _by(record.by, people),
        record.at,
        record.overall,
        record.supervision,
        record.section_grades,
    )


def _moderation(
    record: ModerationRecord, people: Mapping[str, PersonView], known: Mapping[str, forms.Form]
) -> ModerationView:
    form = known.get(OFFICERS if record.is_final else PARTIES)
    return ModerationView(
        _by(record.by, people),
        record.at,
        record.overall,
        record.supervision,
        record.is_final,
        plain_lines(form, record.answers) if form else (),
    )


def _reflections(
    session: Session, audit: Audit, known: Mapping[str, forms.Form]
) -> tuple[ReflectionView, ...]:
    query = select(Reflection).where(
        Reflection.tenant_id == audit.tenant_id, Reflection.audit_id == audit.id
    )
    rows: Sequence[Reflection] = session.scalars(query.order_by(Reflection.at)).all()
    form = known.get(REFLECTION)
    return tuple(
        ReflectionView(row.at, row.late, plain_lines(form, row.answers) if form else ())
        for row in rows
    )
