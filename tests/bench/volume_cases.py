"""Large tables: the inbox at 10,000 open user tasks and the poll with 1,000,000 waiting timers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from measure import Row, wall_ms
from process_cases import NOON, world
from sqlalchemy import func, insert, select, text

from engine import queries, tables
from engine.commands.claim_jobs import claim_due
from engine.facade import Engine

OPEN, TIMERS, CHUNK = 10_000, 1_000_000, 50_000


def rows(folder: Path) -> list[Row]:
    """The first page of the inbox and one poll for due work."""
    return [_inbox(world(folder, "inbox")), _poll(world(folder, "timers"))]


def _inbox(engine: Engine) -> Row:
    instance = engine.start("m1_small", by="bench")
    with engine.database.write() as session:
        table = tables.UserTask.__table__
        model = dict(
            session.execute(select(table).where(table.c.instance_id == instance)).one()._mapping
        )
        for begin in range(0, OPEN, CHUNK):
            session.execute(
                insert(table), [_copy(model, i) for i in range(begin, min(OPEN, begin + CHUNK))]
            )

    def page(_turn: int) -> None:
        with engine.database.read() as session:
            found = queries.inbox(session, engine.tenant, "maya", {"managers"})
        assert found.total == OPEN // 2 + OPEN // 4 + 1, found.total

    return Row(f"inbox: first page at {OPEN:,} open user tasks", wall_ms(page, 50), "ms", 10.0)


def _copy(model: dict[str, object], i: int) -> dict[str, object]:
    """Half of them mine, a quarter my group's, the rest somebody else's."""
    mine, group = i % 2 == 0, i % 4 == 1
    due = NOON + timedelta(hours=i % 700)
    return model | {
        "id": uuid4(), "due_at": due, "sort_at": due,
        "assignee": "maya" if mine else None if group else "noor",
        "candidate_group": "managers" if group else None,
    }  # fmt: skip


def _poll(engine: Engine) -> Row:
    table = tables.Job.__table__
    with engine.database.write() as session:
        for begin in range(0, TIMERS, CHUNK):
            session.execute(insert(table), [_timer(i) for i in range(begin, begin + CHUNK)])
        session.execute(text("ANALYZE"))
        waiting = session.scalar(select(func.count()).select_from(table))
    assert (waiting or 0) >= TIMERS

    def poll(_turn: int) -> None:
        assert claim_due(engine.context, "engine", 20) == []

    return Row(f"poll with {TIMERS:,} waiting timers", wall_ms(poll, 200), "ms", 1.0)


def _timer(i: int) -> dict[str, object]:
    return {
        "tenant_id": "main", "id": uuid4(), "kind": "timer", "queue": "engine", "state": "ready",
        "due_at": NOON + timedelta(days=1, seconds=i), "payload": {}, "dedupe_key": f"bench:{i}",
        "attempts": 0, "created_at": NOON,
    }  # fmt: skip
