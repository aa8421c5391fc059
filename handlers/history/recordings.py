"""What an invented auditor recorded on the child's file, or did not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random
from uuid import UUID

from handlers.history.rows import Scene
from handlers.history.shares import RECORDED, RECORDED_SOON
from handlers.records.recording import outcome
from handlers.records.tables import Recording

FINDINGS = ("case_note", "supervision_folder", "supervision")
SOON, LATER, CLOSES = (0, 5), (6, 15), 20


def recordings(scene: Scene, submitted: datetime) -> Iterator[Recording]:
    """A row for each thing to record after stage 1, with dice of its own."""
    dice = Random(scene.key("recording"))  # noqa: S311 repeatable by the reference
    for what in FINDINGS:
        done = dice.random() < RECORDED
        days = dice.randint(*(SOON if dice.random() < RECORDED_SOON else LATER)) if done else CLOSES
        at = scene.diary.after(submitted, days, dice)
        on = at.date() if done else None
        yield Recording(
            tenant_id=scene.audit.tenant_id,
            id=UUID(int=dice.getrandbits(128), version=4),
            audit_id=scene.audit.id,
            what=what,
            outcome=outcome(on, None),
            on=on,
            at=at,
            activity_key=scene.key("recording"),
        )
