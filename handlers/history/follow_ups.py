"""Concerns and improvement plans of invented audits, some of them escalated, all closed by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handlers.follow_ups.tables import FollowUp
from handlers.history.rows import BAD, Scene
from handlers.history.shares import CLOSED_IN_A_MONTH, CONCERN

MONTH_OF_WORK = 21


def follow_ups(scene: Scene) -> Iterator[FollowUp]:
    """What a concluded audit set off beside itself."""
    audit, dice = scene.audit, scene.dice
    concluded = audit.concluded_at or scene.diary.now
    if dice.random() < CONCERN:
        yield _one(scene, "concern", concluded, dice.randint(1, 3), None)
    if audit.final_overall in BAD:
        quick = dice.random() < CLOSED_IN_A_MONTH
        days = dice.randint(8, 20) if quick else dice.randint(30, 50)
        yield _one(scene, "improvement", concluded, days, None if quick else MONTH_OF_WORK)
    if audit.final_overall == "inadequate_critical":
        yield _one(scene, "inadequate_critical", concluded, dice.randint(3, 9), None)


def _one(scene: Scene, kind: str, opened: datetime, days: int, escalated: int | None) -> FollowUp:
    audit = scene.audit
    return FollowUp(
        tenant_id=audit.tenant_id,
        id=scene.identity(),
        audit_id=audit.id,
        instance_id=scene.identity(),
        kind=kind,
        reference=f"{audit.reference}-{kind[0].upper()}"[:20],
        raised_by=audit.reviewer if kind == "concern" else None,
        owner=audit.service_manager,
        withheld=False,
        opened_at=opened,
        escalated_at=scene.diary.after(opened, escalated, scene.dice) if escalated else None,
        closed_at=scene.diary.after(opened, days, scene.dice),
        level="good" if kind == "improvement" else None,
        outcome="closed",
        activity_key=scene.key(kind),
    )
