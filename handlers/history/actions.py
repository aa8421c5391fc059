"""What became of the actions that an invented audit recommended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from handlers.actions.keeping import recommended
from handlers.actions.tables import RecommendedAction
from handlers.history.rows import Scene
from handlers.history.shares import ACTION_IN_TIME, ACTION_SETTLED
from handlers.records.tables import StageRecord

HERE = ZoneInfo("Europe/London")
LATER = (1, 30)


def actions(scene: Scene, *stages: StageRecord) -> Iterator[RecommendedAction]:
    """A row for each, from the day of the conclusion, with dice of its own."""
    dice = Random(scene.key("actions"))  # noqa: S311 repeatable by the reference
    concluded = scene.audit.concluded_at or scene.diary.now
    for record in stages:
        for given in recommended(record, concluded.date()):
            row = RecommendedAction(
                tenant_id=record.tenant_id,
                id=UUID(int=dice.getrandbits(128), version=4),
                kept_at=concluded,
                **given,
            )
            yield settled(row, scene, dice)


def settled(row: RecommendedAction, scene: Scene, dice: Random) -> RecommendedAction:
    """Most are done on the day they are due, some later; a few stay open."""
    day = datetime.combine(row.due_on, time(8), HERE)
    days = 0 if dice.random() < ACTION_IN_TIME else dice.randint(*LATER)
    at = max(row.kept_at, scene.diary.after(day, days, dice))
    if dice.random() < ACTION_SETTLED and at <= scene.diary.now:
        row.outcome, row.done_on, row.settled_at = "done", at.date(), at
    return row
