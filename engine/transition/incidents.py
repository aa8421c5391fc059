"""Incidents: one per occurrence of an element in trouble, resolved when the work goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from engine.incidents import open_incident, resolve_incidents
from engine.model import Problem
from engine.transition.change import Change, Rest

STALLED = (
    "The instance waits for nobody and nothing, so it would never go on. "
    "Cancel it, and correct the diagram."
)

HOPELESS = (
    "It waits for a condition, and nothing is left that could change a variable. "
    "Change the variable, or cancel the instance and correct the diagram."
)


def write(change: Change) -> list[Mapping[str, Any]]:
    """Open and resolve; gives the lines of history that say so."""
    before = (*change.before.problems, *_hopeless(change.before))
    known = {(problem.task_id, problem.kind) for problem in before}
    after = (*change.after.problems, *_hopeless(change.after))
    new = [p for p in after if (p.task_id, p.kind) not in known]
    if _stalled(change):
        new.append(Problem(None, "", "stalled", STALLED))
    for problem in new:
        _open(change, problem)
    _resolve(change)
    return [_line(change, problem) for problem in new]


def _stalled(change: Change) -> bool:
    open_still = change.row.status == "active" and not change.after.ids()
    return open_still and not change.after.problems


def _hopeless(rest: Rest) -> list[Problem]:
    """The conditions that are waited for, when nothing else is: no variable can change any more."""
    waiting = rest.waits.conditions
    if rest.ids() - waiting.keys():
        return []
    return [Problem(w.task_id, w.element_id, "stalled", HOPELESS) for w in waiting.values()]


def _open(change: Change, problem: Problem) -> None:
    open_incident(
        change.session,
        change.tenant,
        now=change.now,
        kind=problem.kind,
        sentence=problem.sentence,
        instance_id=change.row.id,
        task_id=problem.task_id,
        element_id=problem.element_id,
    )


def _resolve(change: Change) -> None:
    gone: set[UUID] = change.before.ids() - change.after.ids()
    held = {problem.task_id for problem in change.before.problems}
    moved = [id for id in gone if id != change.act.task_id or id in held]
    if moved:
        resolve_incidents(
            change.session,
            change.tenant,
            moved,
            now=change.now,
            by=change.act.by,
            reason="The work went on.",
        )


def _line(change: Change, problem: Problem) -> dict[str, Any]:
    return {
        "at": change.now,
        "kind": "incident",
        "by": "system",
        "task_id": problem.task_id,
        "element_id": problem.element_id or None,
        "detail": {"kind": problem.kind, "sentence": problem.sentence},
    }
