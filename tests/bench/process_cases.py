"""What it costs to complete one user task, beside the floor: one step, one row, one commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import workloads
from measure import Row, counting, cpu_ms
from sqlalchemy import insert, select

from engine import tables
from engine.clock import SetClock
from engine.database import Base, Database, connect
from engine.facade import Engine
from engine.registry import Registry
from engine.spiff import Execution

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
Answers = Mapping[str, object]


def world(folder: Path, name: str) -> Engine:
    """A new SQLite database with the workloads deployed."""
    return engine_on(connect(f"sqlite:///{folder / name}.db"))


def engine_on(database: Database) -> Engine:
    """The same on a database without tables."""
    Base.metadata.create_all(database.engine)
    engine = Engine(
        database,
        Registry(),
        groups_of=lambda _person: frozenset(),
        send_mail=lambda _mail: "kept",
        clock=SetClock(NOON),
    )
    engine.deploy(workloads.bundle(), by="bench")
    return engine


def rows(folder: Path) -> list[Row]:
    """Floor, M1, M2 and M3."""
    floor = _floor(world(folder, "floor"))
    found = [Row("floor: one row, one commit, CPU", floor, "ms")]
    for key, answers, target, times in (
        ("m1_small", workloads.small(), 3.5, 200),
        ("m2_large", workloads.large(), 8.0, 100),
    ):
        cpu, statements, commits = _completions(world(folder, key), key, answers, times)
        found += [
            Row(f"{key}: complete, CPU", cpu, "ms", target, f"{cpu / floor:.1f} x floor"),
            Row(
                f"{key}: complete, SQL statements",
                statements,
                "",
                12 if key == "m1_small" else None,
            ),
            Row(f"{key}: complete, commits", commits, "", 1),
        ]
    return found + _many(folder) + [_stored(world(folder, "stored"))]


def _floor(engine: Engine) -> float:
    """The engine's own work on M1 in memory, then one row and one commit: nothing can cost less."""
    deployed = engine.deployed(engine.deploy(workloads.bundle(), by="bench").id)
    host = SimpleNamespace(
        now=NOON,
        calendar=deployed.calendar,
        parameters={},
        instance={"id": "1", "business_key": None},
    )
    begun = Execution.start(deployed.definitions, "m1_small", {}, host)
    begun.run()
    blob, (position, *_) = begun.save(), begun.waits().user_tasks
    extra = {"answers": workloads.small(), "submission": "1", "by": "maya", "at": NOON}

    def one(turn: int) -> None:
        execution = Execution.restore(deployed.definitions, "m1_small", blob, host)
        execution.complete(position, extra)
        execution.run()
        execution.save()
        with engine.database.write() as session:
            session.execute(insert(tables.AuditLog.__table__).values(_line(turn + 1000)))

    return cpu_ms(one, 200)


def _line(turn: int) -> dict[str, object]:
    return {
        "tenant_id": "main", "seq": turn, "at": NOON, "by": "bench", "action": "floor",
        "about": "", "detail": {}, "digest": "",
    }  # fmt: skip


def _completions(
    engine: Engine, key: str, answers: Answers, times: int, **variables: object
) -> tuple[float, int, int]:
    waiting = [engine.start(key, variables=variables, by="bench") for _ in range(times + 5)]
    open_now = open_user_tasks(engine.database)

    def one(turn: int) -> None:
        user_task, version = open_now[waiting[turn]]
        engine.complete(user_task, answers, by="maya", seen=version)

    cpu = cpu_ms(one, times - 1)
    with counting(engine.database.engine) as count:
        one(times + 4)
    return cpu, count.statements, count.commits


def open_user_tasks(database: Database) -> dict[UUID, tuple[UUID, int]]:
    """By instance the id and version of an open user task."""
    columns = (tables.UserTask.instance_id, tables.UserTask.id, tables.UserTask.version)
    with database.read() as session:
        found = session.execute(select(*columns).where(tables.UserTask.state == "open")).all()
    return {instance: (key, version) for instance, key, version in found}


def _many(folder: Path) -> list[Row]:
    statements: dict[int, int] = {}
    cpu = 0.0
    for n in (50, 200):
        engine = world(folder, f"m3_{n}")
        instance = engine.start("m3_many", variables={"items": list(range(n))}, by="bench")
        complete = _next(engine.database, engine, instance)
        cpu = cpu_ms(complete, 30)
        with counting(engine.database.engine) as count:
            complete(0)
        statements[n] = count.statements
    grown = statements[200] - statements[50]
    return [
        Row("m3_many(200): complete one, CPU", cpu, "ms", 25.0),
        Row("m3_many: SQL statements more at 200 than at 50", grown, "", 0),
    ]


def _next(database: Database, engine: Engine, instance: UUID) -> Callable[[int], None]:
    with database.read() as session:
        found = session.execute(
            select(tables.UserTask.id, tables.UserTask.version)
            .where(tables.UserTask.instance_id == instance, tables.UserTask.state == "open")
        ).all()  # fmt: skip
    left = iter(found)

    def complete(_turn: int) -> None:
        user_task, version = next(left)
        engine.complete(user_task, workloads.small(), by="maya", seen=version)

    return complete


def _stored(engine: Engine) -> Row:
    instance = engine.start("m2_large", by="bench")
    for _ in range(20):
        user_task, version = open_user_tasks(engine.database)[instance]
        engine.complete(user_task, workloads.large(), by="maya", seen=version)
    column = tables.ProcessInstance.state
    with engine.database.read() as session:
        state = session.scalar(select(column).where(tables.ProcessInstance.id == instance))
    size = len(repr(sorted(workloads.large().items())))
    return Row(
        "m2_large: state stored after 20 steps / size of the form",
        len(state or b"") / size,
        "x",
        2.5,
    )
