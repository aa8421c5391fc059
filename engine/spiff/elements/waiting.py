"""The receive task: an activity that waits for a message."""

from __future__ import annotations

from engine.spiff.elements.activities import Activity
from engine.spiff.elements.catching import Catching


class ReceiveTask(Activity, Catching):
    """Catches like an event, and boundary events may sit on it like on any activity."""
