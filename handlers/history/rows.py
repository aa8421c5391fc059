"""The rows one invented audit leaves in the records, consistent with each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from handlers.history.days import Diary
from handlers.history.graded import Answers
from handlers.history.shares import AS_REVIEWER, OFFICER, REFLECTED
from handlers.records.audits import Audit
from handlers.records.fields import digest_of, grades_of
from handlers.records.tables import ModerationRecord, Reflection, StageRecord

BAD = ("inadequate", "inadequate_critical")


@dataclass(frozen=True)
class Scene:
    """An audit to complete: its row, when things can happen, and the dice."""

    audit: Audit
    diary: Diary
    dice: Random
    deployment: UUID

    def identity(self) -> UUID:
        """An id that the dice give."""
        return UUID(int=self.dice.getrandbits(128), version=4)

    def key(self, what: str) -> str:
        """What marks a row as made here."""
        return f"history:{self.audit.reference}:{what}"


def reflection(scene: Scene, before: datetime) -> Reflection:
    """What the social worker gave, or that nothing came."""
    given = scene.audit.social_worker is not None and scene.dice.random() < REFLECTED
    issued = scene.diary.issued
    at = scene.diary.after(issued, min(scene.dice.randint(1, 5), 5), scene.dice)
    return Reflection(
        tenant_id=scene.audit.tenant_id,
        id=scene.identity(),
        audit_id=scene.audit.id,
        submission_id=scene.identity() if given else None,
        answers={},
        late=given and at > before,
        at=min(at, before),
        activity_key=scene.key("reflection"),
    )


def stage(scene: Scene, number: int, answers: Answers, at: datetime) -> StageRecord:
    """A submitted form."""
    grades = grades_of(answers)
    by = scene.audit.auditor if number == 1 else scene.audit.reviewer
    return StageRecord(
        tenant_id=scene.audit.tenant_id,
        id=scene.identity(),
        audit_id=scene.audit.id,
        stage=number,
        version=1,
        submission_id=scene.identity(),
        answers=answers,
        digest=digest_of(answers),
        section_grades=dict(grades.sections),
        overall=grades.overall,
        supervision=grades.supervision,
        by=by,
        at=at,
        deployment_id=scene.deployment,
        activity_key=scene.key(f"stage-{number}"),
    )


def moderation(
    scene: Scene, first: StageRecord, second: StageRecord, officer: str | None
) -> ModerationRecord | None:
    """How the two came to one grading, or an officer did; None where nothing was in dispute."""
    bad = second.supervision in BAD
    if first.overall == second.overall and not bad:
        return None
    decided = officer is not None and scene.dice.random() < OFFICER
    days = scene.dice.randint(12, 24) if decided else scene.dice.randint(2, 14)
    chosen = second if scene.dice.random() < AS_REVIEWER else first
    better = bad and scene.dice.random() < 0.3
    return ModerationRecord(
        tenant_id=scene.audit.tenant_id,
        id=scene.identity(),
        audit_id=scene.audit.id,
        sequence=1,
        overall=chosen.overall,
        supervision="requires_improvement" if better else second.supervision,
        is_final=decided,
        answers={"summary": "Invented for the demonstration."},
        submission_id=scene.identity(),
        by=officer if decided else scene.audit.auditor,
        at=scene.diary.after(second.at, days, scene.dice),
        activity_key=scene.key("moderation"),
    )


def conclude(scene: Scene, second: StageRecord, moderated: ModerationRecord | None) -> None:
    """Give the audit its one final grading."""
    audit, decided = scene.audit, moderated or second
    audit.final_overall, audit.final_supervision = decided.overall, decided.supervision
    audit.concluded_at = min(decided.at, scene.diary.now)
    audit.state = "concluded"
    if moderated is not None and moderated.is_final:
        audit.officer = moderated.by
