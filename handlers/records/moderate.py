"""`records.moderate` and `records.conclude`: how an audit gets its one final grading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from engine.errors import Permanent
from engine.registry import handler
from engine.services import Services
from handlers.records.audits import Audit
from handlers.records.finding import audit_of, moderations, stage_records
from handlers.records.tables import ModerationRecord, StageRecord


@dataclass(frozen=True)
class Grading:
    """An overall grade and a grade of supervision; either may be open still."""

    overall: str | None
    supervision: str | None


@handler("records.moderate", outputs=("record", "overall"))
def moderate(
    services: Services,
    *,
    audit: str,
    overall: str | None,
    by: str,
    final: bool,
    submission: str,
    supervision: str | None = None,
) -> Mapping[str, object]:
    """Keeps a moderated grading. After an officer's finding, which is final, none is taken."""
    with services.transaction() as session:
        row = audit_of(session, services.tenant, audit)
        earlier = moderations(session, row)
        same = [one for one in earlier if one.activity_key == services.activity.key]
        if same:
            return {"record": str(same[0].id), "overall": same[0].overall}
        check_open([one.is_final for one in earlier])
        record = _record(services, row, Grading(overall, supervision), submission)
        record.by, record.is_final, record.sequence = by, final, len(earlier) + 1
        row.state, row.officer = "moderated", by if final else row.officer
        session.add(record)
        return {"record": str(record.id), "overall": record.overall}


def check_open(finals: Sequence[bool]) -> None:
    """Raise Permanent when one of the earlier moderations was final (R89)."""
    if any(finals):
        raise Permanent("An officer's finding is final: it cannot be moderated again.")


@handler("records.conclude", outputs=("overall", "supervision"))
def conclude(services: Services, *, audit: str) -> Mapping[str, object]:
    """Gives the audit its one final grading; refuses while auditor and reviewer still differ."""
    with services.transaction() as session:
        row = audit_of(session, services.tenant, audit)
        records = stage_records(session, row)
        grading = final_grading(
            [_stage(records, stage) for stage in (1, 2)],
            [Grading(one.overall, one.supervision) for one in moderations(session, row)],
        )
        row.final_overall, row.final_supervision = grading.overall, grading.supervision
        if row.state != "concluded":
            row.state, row.concluded_at = "concluded", services.now
        return {"overall": grading.overall, "supervision": grading.supervision}


def final_grading(stages: Sequence[Grading], moderated: Sequence[Grading]) -> Grading:
    """The last moderated grade of each kind; without one, what both stages say (stage 2 for
    supervision). Permanent when the stages differ and nothing was moderated."""
    overall = [one.overall for one in moderated if one.overall]
    supervision = [one.supervision for one in moderated if one.supervision]
    if not overall and len({one.overall for one in stages}) > 1:
        raise Permanent("Auditor and reviewer differ and nothing was moderated: moderate first.")
    return Grading(
        overall[-1] if overall else stages[-1].overall,
        supervision[-1] if supervision else stages[-1].supervision,
    )


def _stage(records: Mapping[int, StageRecord], stage: int) -> Grading:
    record = records.get(stage)
    if record is None:
        raise Permanent(f"Stage {stage} has not been submitted, so the audit cannot conclude.")
    return Grading(record.overall, record.supervision)


def _record(
    services: Services, audit: Audit, grading: Grading, submission: str
) -> ModerationRecord:
    return ModerationRecord(
        tenant_id=services.tenant,
        id=uuid4(),
        audit_id=audit.id,
        overall=grading.overall,
        supervision=grading.supervision,
        answers=services.submission(submission).answers,
        submission_id=UUID(submission),
        at=services.now,
        activity_key=services.activity.key,
    )
