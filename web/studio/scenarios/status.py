"""How the scenarios of a change stand, in a word or two for its task list."""

from __future__ import annotations

from engine.changes import ChangeView
from handlers.scenarios import scenario_paths
from web.parts import parts
from web.runs import DONE, RUNNING
from web.studio.scenarios.routes import latest_run
from web.studio.steps import Status

HINT = "What must happen, told as stories and played on this change"


def scenarios_status(change: ChangeView) -> Status:
    """Whether all went as they say on this very content."""
    if not scenario_paths(parts().changes.bundle(change.id)):
        return Status("There are none")
    run = latest_run(change)
    if run is None:
        return Status("Not played")
    if run.state == RUNNING:
        return Status(f"{len(run.results)} of {run.total} played", "blue")
    failed = sum(not one["passed"] for one in run.results)
    if failed:
        return Status(f"{failed} failed", "red")
    return Status("All passed", "green") if run.state == DONE else Status("Not finished")
