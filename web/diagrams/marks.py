"""Where an instance is, as kinds of mark by element."""

from __future__ import annotations

from collections.abc import Sequence

from engine.tables import Job, UserTask

WAITING = {"ready", "leased"}


def marks(user_tasks: Sequence[UserTask], jobs: Sequence[Job]) -> dict[str, str]:
    """What waits for somebody or for its time."""
    waiting = [t.element_id for t in user_tasks if t.state == "open"]
    waiting += [j.element_id for j in jobs if j.element_id and j.state in WAITING]
    return dict.fromkeys(waiting, "waiting")
