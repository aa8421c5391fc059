"""How far looking at what a change does is, for its task list: quick, nothing is worked out."""

from __future__ import annotations

from engine.changes import ChangeView
from web import runs
from web.parts import parts
from web.studio.effects import keeping
from web.studio.effects.impact import last_report
from web.studio.steps import Status, Step

DIFFERENCES = "In sentences by who is affected, in pictures, and line by line"
IMPACT = "For each instance: unaffected, follows the new rules, keeps its dates, needs a decision"
REPLAY = "What was concluded, run again on the change with the answers given then"


def differences_status(change: ChangeView) -> Status:
    """Whether anything differs from what the change was begun from."""
    files = sum(1 for one in parts().changes.files(change.id) if one.mark)
    if not files:
        return Status("Nothing yet")
    return Status(
        f"{files} file{'s' if files > 1 else ''} differ{'' if files > 1 else 's'}", "blue"
    )


def impact_status(change: ChangeView) -> Status:
    """Whether it was worked out for the change as it is now."""
    report = last_report(change)
    if report is None:
        return Status("Not worked out yet")
    stuck = report.counts.stuck
    return Status(f"{stuck} need somebody", "yellow") if stuck else Status("Worked out", "green")


def replay_status(change: ChangeView) -> Status:
    """How far the last one is."""
    with parts().database.read() as db:
        row = keeping.last(db, parts().tenant, change.id)
    if row is None:
        return Status("Not run yet")
    if row.state == runs.RUNNING:
        return Status(f"{row.done} of {row.total}", "blue")
    done = row.state == runs.DONE and row.digest == change.digest
    return Status("Done", "green") if done else Status("Run it again", "yellow")


SECTION = "See what it does"
LINES = (
    Step(SECTION, "Differences", "studio_effects.differences", differences_status, DIFFERENCES),
    Step(SECTION, "Running instances", "studio_effects.impact", impact_status, IMPACT),
    Step(SECTION, "Run again", "studio_effects.replay", replay_status, REPLAY),
)
