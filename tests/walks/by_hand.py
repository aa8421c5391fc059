"""A world for random diagrams: instances in a database, and every operation by hand."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select

from engine import tables
from engine.database.columns import Base
from engine.effects import Effect
from engine.errors import PlumblineError
from engine.operating import Operating
from engine.registry import handler
from engine.services import Services
from tests.world import World

from .pages import Page, bundle_of
from .walker import START, understood

Operation = Callable[[Operating], Effect]


@handler("walk/job", mode="job")
def job(services: Services) -> None:
    """Do something after the commit."""


@handler("walk/now")
def now(services: Services) -> None:
    """Do something within the step."""


def everything(world: World, instance: UUID) -> dict[str, list[Any]]:
    """All rows that belong to an instance, and the state in plain words."""
    found: dict[str, list[Any]] = {}
    with world.database.read() as session:
        for table in Base.metadata.sorted_tables:
            if "instance_id" in table.c:
                rows = session.execute(select(table).where(table.c.instance_id == instance))
                found[table.name] = sorted(map(str, rows))
    found["instance"] = [plain(world, instance)]
    return found


def plain(world: World, instance: UUID) -> tuple[Any, ...]:
    """What an operation that is taken back must put back: status, version and state."""
    row = world.row(tables.ProcessInstance, id=instance)
    return row.status, row.deployment_id, zlib.decompress(row.state)


def rows(world: World, instance: UUID) -> dict[str, list[Any]]:
    """What is open, by position: user tasks, jobs with their dates, and messages."""
    mine = {"instance_id": instance}
    live = ("ready", "suspended")
    jobs = [j for j in world.rows(tables.Job, **mine) if j.task_id and j.state in live]
    tasks = world.rows(tables.UserTask, **mine)
    return {
        "user tasks": sorted((t.id.hex, t.element_id, t.state) for t in tasks if _open(t)),
        "jobs": sorted((j.task_id.hex, j.kind, j.due_at, j.state) for j in jobs),
        "messages": sorted(m.id.hex for m in world.rows(tables.MessageSubscription, **mine)),
    }


def operations(world: World, instance: UUID, page: Page) -> list[tuple[str, Operation]]:
    """What could be tried on an instance, also in vain."""
    at = world.clock.now() + timedelta(hours=7)
    found: list[tuple[str, Operation]] = [
        (f"x = {x}", partial(_set, instance=instance, x=x)) for x in (0, 2, 5)
    ]
    found += [("suspend", lambda op: op.suspend(instance, stop_clock=False))]
    elements = [part.id for one in page.everywhere() for part in one.parts]
    for id in _positions(world, instance):
        found += [
            (f"skip {id}", lambda op, id=id: op.skip(instance, id, {"answers": {"x": 1}})),
            (f"date {id}", lambda op, id=id: op.change_due(instance, id, at)),
        ]
        found += [
            (f"move {id} to {to}", lambda op, id=id, to=to: op.move(instance, id, to))
            for to in elements
        ]
    found += [(f"back to {to}", lambda op, to=to: op.go_back(instance, to)) for to in elements]
    for row in world.rows(tables.Incident, instance_id=instance, state="open"):
        found.append((f"retry {row.element_id}", lambda op, id=row.id: op.retry(instance, id)))
    return [*found, ("cancel", lambda op: op.cancel(instance))]


def _set(operating: Operating, instance: UUID, x: int) -> Effect:
    return operating.change_variables(instance, {"x": x})


def _open(row: tables.UserTask) -> bool:
    return row.state in ("open", "suspended")


def _positions(world: World, instance: UUID) -> list[UUID]:
    found = rows(world, instance)
    places = [row[0] for row in (*found["user tasks"], *found["jobs"])] + found["messages"]
    return [UUID(hex=id) for id in places]


def begun(world: World, pages: tuple[Page, Page | None], before: list[int]) -> UUID | None:
    """An instance after some submissions; None when there is none that still goes on."""
    if understood(pages) is None:
        return None
    try:
        world.deploy(bundle_of(*pages))
        instance = world.start("p", **START)
        for number in before:
            mine = [task for task in world.open() if task.instance_id == instance]
            if mine:
                row = mine[number % len(mine)]
                world.engine.complete(row.id, {"x": 1}, by="maya", seen=row.version)
    except PlumblineError:
        return None
    return instance if world.engine and plain(world, instance)[0] == "active" else None
