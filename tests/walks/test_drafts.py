"""Migration in the database: every draft, user task and date is kept, or nothing is touched."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hypothesis import event, given, note
from hypothesis import strategies as st

from engine import tables
from engine.effects import MigrationPlan
from engine.errors import PlanRefused
from tests.world import World

from .by_hand import begun, everything, rows
from .editing import CHANGES, NEW, Edited, edited
from .generator import diagrams
from .often import often
from .pages import Page, bundle_of
from .walker import understood

BY: Any = {"by": "admin", "reason": "A new version"}


@often(30)
@given(diagrams(), st.lists(st.integers(0, 1000), max_size=2), st.sampled_from(sorted(CHANGES)),
       st.integers(0, 1000))  # fmt: skip
def test_migration_keeps_every_draft_or_touches_nothing(
    world: World, pages: tuple[Page, Page | None], before: list[int], kind: str, number: int
) -> None:
    new = edited(pages[0], kind, number)
    instance = begun(world, pages, before) if understood((new.page, pages[1])) else None
    if instance is None:
        return
    note(new.page.xml())
    written, had = _write(world, instance), everything(world, instance)
    plan = _plan(world, instance, (new.page, pages[1]), new)
    assert everything(world, instance) == had
    open_then = rows(world, instance)
    event("carries on" if plan.instances[0].carries_on else "cannot")
    try:
        world.engine.operating(**BY).migrate(plan)
    except PlanRefused:
        assert not plan.instances[0].carries_on
        assert everything(world, instance) == had
    else:
        assert _drafts(world) >= written
        _is_kept(open_then, rows(world, instance), {*new.names.values(), NEW})
        world.engine.operating(**BY).undo(instance)
        assert rows(world, instance) == open_then


def _plan(world: World, instance: UUID, pages: tuple[Page, Any], new: Edited) -> MigrationPlan:
    deployment = world.engine.deploy(bundle_of(*pages), by="owner")
    return world.engine.plan_migration(deployment.id, instances=[instance], names=new.names)


def _write(world: World, instance: UUID) -> set[tuple[UUID, str]]:
    """Somebody writes something at each open user task."""
    tasks = world.rows(tables.UserTask, instance_id=instance, state="open")
    for task in tasks:
        world.engine.save_draft(task.id, {"text": f"for {task.id}"}, {}, by="maya")
    return {(task.id, f"for {task.id}") for task in tasks}


def _drafts(world: World) -> set[tuple[UUID, str]]:
    return {(row.user_task_id, row.answers["text"]) for row in world.rows(tables.Draft)}


def _is_kept(before: Any, after: Any, named: set[str]) -> None:
    """User tasks have their ids, timers their dates; only what sat on a boundary may go."""
    ids = {id: element for id, element, _ in after["user tasks"]}
    for id, element, _ in before["user tasks"]:
        assert ids[id] == element or ids[id] in named
    dates = {id: due for id, _, due, _ in after["jobs"]}
    assert all(dates[id] == due for id, _, due, _ in before["jobs"] if id in dates)
