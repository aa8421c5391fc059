"""Whether a change was played by hand, in a word or two for its task list."""

from __future__ import annotations

from engine.changes import ChangeView
from web.studio.play.keeping import plays_of
from web.studio.steps import Status

HINT = "Step through a process with a clock of your own"


def played_status(change: ChangeView) -> Status:
    """Whether somebody played it, and whether that was with the content it has now."""
    plays = plays_of(change.id)
    if any(row.digest == change.digest for row in plays):
        return Status("Played", "green")
    return Status("Edited since", "yellow") if plays else Status("Not yet")
