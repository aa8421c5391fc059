"""Keep states of the present release: `python -m tests.states.keep` writes the file of its version.

Done once, before a release; a file is never written again. Each entry is an instance at rest, what
is to happen next, and where this release says it is then.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from engine.spiff import STATE_VERSION, Execution, read
from tests.engine.spiff.conftest import BPMN, Story, TestHost, bundle_of
from tests.engine.spiff.test_state import STARTS, play

HERE = Path(__file__).parent
MOVES = (("submit", 0), ("wait", 5), ("deliver", 0), ("submit", 1), ("wait", 60), ("submit", 0))
Moves = tuple[tuple[str, int], ...]


def fresh(name: str) -> Story:
    """The story of a diagram in tests/bpmn, not begun."""
    return Story(
        read(bundle_of(**{f"{name}_bpmn": (BPMN / f"{name}.bpmn").read_bytes()})), name, TestHost()
    )


def where(told: Story) -> dict[str, Any]:
    """What can be told from outside, as JSON."""
    waits = told.execution.waits()
    return {
        "outcome": told.outcome,
        "variables": json.loads(json.dumps(dict(told.variables), default=str)),
        "user_tasks": sorted(task.element_id for task in waits.user_tasks.values()),
        "timers": sorted(str((t.element_id, t.due.isoformat())) for t in waits.timers.values()),
        "messages": sorted(str((m.element_id, m.message)) for m in waits.messages.values()),
        "problems": sorted(str((p.element_id, p.kind)) for p in told.execution.problems()),
    }


def resumed(told: Story, blob: bytes, at: Any) -> Story:
    """The story, gone on with from a state."""
    told.host.now = at
    told.execution = Execution.restore(told.definitions, told.process, blob, told.host)
    return told


def kept(name: str, done: Moves, then: Moves) -> dict[str, Any]:
    """One instance after `done`, and where it is after `then`."""
    told = fresh(name).start(**STARTS[name])
    for move, number in done:
        play(told, move, number)
    blob, at = told.execution.save(), told.host.now
    entry = {"diagram": name, "at": at.isoformat(), "state": base64.b64encode(blob).decode()}
    for move, number in then:
        play(told, move, number)
    return {**entry, "then": then, "expected": where(told)}


if __name__ == "__main__":
    entries = [kept(n, MOVES[:i], MOVES[i : i + 3]) for n in STARTS for i in range(4)]
    (HERE / f"{STATE_VERSION}.json").write_text(json.dumps(entries, indent=1) + "\n")
