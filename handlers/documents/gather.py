"""From the records of an audit to what a printed form shows. Pure: everything is in the source."""

from __future__ import annotations

from datetime import date

from engine.errors import Permanent
from handlers.directory.roles import words
from handlers.documents.parts import lines_of, parts_of
from handlers.documents.source import MODERATED, REVIEWER, Source
from handlers.documents.view import FormView, Moderation, Party
from handlers.follow_ups.telling import concern_by
from handlers.records.fields import SUPERVISION, options
from handlers.records.tables import ModerationRecord, StageRecord

FULL, WITHOUT_SUPERVISION = "full", "without_supervision"
PARTS = {
    "auditor": "team_manager",
    "reviewer": "peer_reviewer",
    "social_worker": "social_worker",
    "service_manager": "service_manager",
}
ROLES = {1: "team_manager", 2: "peer_reviewer"}
GRADES = ("overall_grade", "supervision_grade")


def form_view(source: Source, stage: int, variant: str) -> FormView:
    """The form as it stood at a stage. Permanent when that stage, or the variant, is not there."""
    if variant not in (FULL, WITHOUT_SUPERVISION):
        raise Permanent(f"There is no variant “{variant}” of the form: correct the table.")
    records = source.completed(stage)
    last = source.moderations[-1] if stage == MODERATED else None
    leave_out = () if variant == FULL else (SUPERVISION,)
    audit, as_of = source.audit, (last or records[-1]).at
    return FormView(
        reference=audit.reference,
        case=f"{source.case.id} ({source.case.initials})",
        month=f"{date.fromisoformat(audit.month + '-01'):%B %Y}",
        category=options(source.bundle, "case_details", "category").get(audit.category, ""),
        stage=stage,
        version=last.sequence if last else records[-1].version,
        variant=variant,
        as_of=source.day(as_of),
        people=tuple((words(r), source.name(getattr(audit, part))) for part, r in PARTS.items()),
        parties=tuple(_party(source, record) for record in records),
        parts=tuple(parts_of(source.form("audit"), [r.answers for r in records], leave_out)),
        reflected=source.reflected,
        concern=concern_by(source.concerns, as_of),
        moderation=_moderation(source, last, variant) if last else None,
        superseded_by=_later(source, stage),
    )


def _party(source: Source, record: StageRecord) -> Party:
    overall, day = source.grade(record.overall), source.day(record.at)
    return Party(words(ROLES[record.stage]), source.name(record.by), day, overall)


def _moderation(source: Source, record: ModerationRecord, variant: str) -> Moderation:
    full = variant == FULL
    form = source.form("officer_moderation" if record.is_final else "moderated_grading")
    [section] = form.sections
    said = {field: text for field, text in record.answers.items() if field not in GRADES}
    return Moderation(
        overall=source.grade(record.overall),
        supervision=source.grade(record.supervision) if full else "",
        by=source.name(record.by),
        final=record.is_final,
        decided_on=source.day(record.at),
        lines=tuple(lines_of(section, [said])) if full else (),
    )


def _later(source: Source, stage: int) -> int | None:
    """The latest stage that replaces a print of this one."""
    reached = MODERATED if source.moderations else max(source.records)
    return reached if reached > stage and reached >= REVIEWER else None
