"""Whether a change was simulated beside what is in force, in a word or two."""

from __future__ import annotations

from engine.changes import ChangeView
from web.studio.simulation.keeping import pairs
from web.studio.steps import Status

HINT = "The same months with what is in force and with this change"


def simulated_status(change: ChangeView) -> Status:
    """Whether it was simulated, and whether that was with the content it has now."""
    known = pairs(change.id)
    if any(pair.going for pair in known):
        return Status("Running", "blue")
    if any(pair.done and pair.change.digest == change.digest for pair in known):
        return Status("Simulated", "green")
    return Status("Edited since", "yellow") if any(p.done for p in known) else Status("Not yet")
