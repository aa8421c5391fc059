"""The lines of history that one step leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.context import SYSTEM
from engine.model import Step
from engine.transition.change import Change


def lines(
    change: Change, steps: Iterable[Step], incidents: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The command's own lines, what the instance did, its incidents, and its end."""
    told: list[Mapping[str, Any]] = [*change.act.lines, *(_line(change, s) for s in steps)]
    told += incidents
    if change.row.status not in ("active", "suspended"):
        told.append({**_said(change, "ended"), "detail": {"status": change.row.status}})
    return told


def _line(change: Change, step: Step) -> Mapping[str, Any]:
    acted = step.task_id == change.act.task_id and step.state == "completed"
    return {
        "at": step.at,
        "kind": step.state,
        "by": change.act.by if acted else SYSTEM,
        "task_id": step.task_id,
        "element_id": step.element_id,
        "name": step.name,
        "type": step.type,
        "detail": dict(change.act.detail) if acted else {},
    }


def _said(change: Change, kind: str) -> dict[str, Any]:
    return {"at": change.now, "kind": kind, "by": SYSTEM}
