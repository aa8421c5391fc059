"""The two gradings of an audit side by side, for those who moderate them (policy 4.4, stage 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import decisions
from engine.deployments import Deployed
from forms import Form, answer_rows
from handlers.directory.roles import words
from handlers.records.audits import Audit
from handlers.records.compare import difference
from handlers.records.fields import GRADE, OVERALL, OVERVIEW, SUPERVISION, grade_scale
from handlers.records.finding import moderations, stage_records
from handlers.records.tables import DistributionRecord, ModerationRecord, StageRecord

FORM, TABLE, REVIEWED = "audit", "moderation_needed", 2
ROLES = ("team_manager", "peer_reviewer")


@dataclass(frozen=True)
class Compared:
    """A grade as each gave it, in the form's words; "" where there is none."""

    label: str
    grades: tuple[str, ...]


@dataclass(frozen=True)
class Gradings:
    """`by` heads the grades of each line. `why` are the notes of the rows that ask for moderation.

    Lines: overall, supervision, and each section that the two graded differently. The moderated
    grading is a third column once there is one. `document` is the whole form of stage 2 once sent.
    """

    by: tuple[str, ...]
    lines: tuple[Compared, ...]
    why: tuple[str, ...]
    document: UUID | None


def gradings(session: Session, audit: Audit, used: Deployed, now: datetime) -> Gradings | None:
    """Both gradings; None until both stages are submitted."""
    records = stage_records(session, audit)
    first, second = records.get(1), records.get(REVIEWED)
    if first is None or second is None:
        return None
    decided, two = moderations(session, audit)[-1:], (first, second)
    by = tuple(words(role) for role in ROLES) + tuple("Moderated" for _ in decided)
    given = [*_main([*two, *decided]), *_differing(two, len(decided))]
    lines = tuple(_line(used.forms[FORM], *one) for one in given)
    return Gradings(by, lines, _why(used, two, now), _document(session, audit))


def _main(
    records: Sequence[StageRecord | ModerationRecord],
) -> Iterator[tuple[str, str, list[str | None]]]:
    yield OVERVIEW, OVERALL, [one.overall for one in records]
    yield SUPERVISION, GRADE, [one.supervision for one in records]


def _differing(
    two: Sequence[StageRecord], moderated: int
) -> Iterator[tuple[str, str, list[str | None]]]:
    first, second = (one.section_grades for one in two)
    for section in sorted(first.keys() & second.keys()):
        if first[section] != second[section]:
            yield section, GRADE, [first[section], second[section], *[None] * moderated]


def _line(form: Form, key: str, field: str, grades: Sequence[str | None]) -> Compared:
    section = next(one for one in form.sections if one.key == key)
    asked = next((one.label for one in section.walk() if one.key == field), "")
    said = [[row.text for row in answer_rows(section, {field: grade})] for grade in grades]
    title = asked if key == OVERVIEW else section.title
    return Compared(title, tuple("".join(texts) for texts in said))


def _why(used: Deployed, two: Sequence[StageRecord], now: datetime) -> tuple[str, ...]:
    """The table's own notes on the rows that fit, asked again: the records never change."""
    first, second = ({**one.section_grades, "": one.overall} for one in two)
    found = difference(first, second, grade_scale(used.bundle))
    facts = {one.name: getattr(found, one.name) for one in fields(found)}
    known = {
        "parameters": used.parameters,
        "comparison": {**facts, "supervision_grade": two[1].supervision},
    }
    asked = decisions.explain(used.definitions.decisions, TABLE, known, used.settings(now))
    return tuple(row.annotation for row in asked.rules if row.annotation)


def _document(session: Session, audit: Audit) -> UUID | None:
    query = select(DistributionRecord.document_id).where(
        DistributionRecord.tenant_id == audit.tenant_id,
        DistributionRecord.audit_id == audit.id,
        DistributionRecord.stage == REVIEWED,
        DistributionRecord.variant == "full",
    )
    return session.scalars(query.order_by(DistributionRecord.at.desc())).first()
