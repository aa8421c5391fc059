"""A whole programme as rows: copies of the instances of a small demonstration, by the thousand.

`python tests/bench/programme.py FOLDER` makes one on SQLite in a data folder that serves it;
Nothing in it ever ran: states, tokens, jobs and letters are those of the instance each is a copy
of, dates are spread over two years. `carried` brings it to PostgreSQL.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import extremes
from copied import address, demonstration
from sqlalchemy import insert, select

from engine import tables
from engine.causes import cause_of
from engine.chain import GENESIS, seal
from engine.database import Database, connect

INSTANCES, LINES, CHUNK = 100_000, 1_000_000, 20_000
ENDED = ("completed", "completed", "completed", "cancelled", "completed", "failed", "completed")
CHILDREN = (
    *(tables.UserTask, tables.Job, tables.Mail, tables.MessageSubscription),
    tables.ActivityInstance,
)
ORDER = (tables.ProcessInstance, tables.History, *CHILDREN, tables.Incident)
DISTRICTS = ("Ashford", "Canterbury", "Dartford", "Dover", "Maidstone", "Swale", "Thanet")
TROUBLE = (
    "The letter could not be written: its recipient is not in the directory.",
    "No one holds the role service_manager, so nobody can be asked.",
    "The condition of the flow could not be worked out.",
)
Row = dict[str, Any]


@dataclass
class Model:
    """One instance with all that hangs on it, to be copied."""

    instance: Row
    history: list[Row]
    children: dict[Any, list[Row]] = field(default_factory=dict)


def fill(database: Database, instances: int = INSTANCES, lines: int = LINES) -> None:
    """Add so many instances and lines of history, copied from those that are there."""
    models = _models(database, lines // instances)
    running = [model for model in models if model.instance["ended_at"] is None]
    now = max(line["at"] for model in models for line in model.history)
    for begin in range(0, instances, CHUNK):
        made: dict[Any, list[Row]] = {table: [] for table in ORDER}
        for number in range(begin, min(instances, begin + CHUNK)):
            among = models if _ended(number) else running
            _copy(made, among[number % len(among)], number, now)
        with database.write() as session:
            for table in ORDER:
                if made[table]:
                    session.execute(insert(table.__table__), made[table])
    with database.write() as session:
        session.execute(insert(tables.ActivityFigure.__table__), _figures(models, now))


def _models(database: Database, lines: int) -> list[Model]:
    with database.read() as session:

        def rows(table: Any, key: Any, of: UUID, *order: Any) -> list[Row]:
            query = select(table.__table__).where(key == of).order_by(*order)
            return [dict(row._mapping) for row in session.execute(query)]

        found = session.execute(select(tables.ProcessInstance.__table__)).all()
        models = [Model(dict(row._mapping), []) for row in found]
        for model in models:
            of, told = model.instance["id"], tables.History
            model.history = rows(told, told.instance_id, of, told.seq)[:lines]
            # What it began may be shorter than what is wanted: its last line stands for the rest.
            model.history += [model.history[-1]] * (lines - len(model.history))
            for child in CHILDREN:
                model.children[child] = rows(child, child.instance_id, of, child.id)
            _few(model.children)
    return models


def _few(children: dict[Any, list[Row]]) -> None:
    """Two letters with their jobs, where it is and where it was, and three of all else."""
    mails = children[tables.Mail] = children[tables.Mail][:2]
    jobs = children[tables.Job]
    waiting = [one for one in jobs if one["state"] == "ready"][:3]
    sent = {mail["job_id"] for mail in mails}
    children[tables.Job] = [one for one in jobs if one["id"] in sent] + waiting
    passed = children[tables.ActivityInstance]
    over = [one for one in passed if one["ended_at"]][:6]
    children[tables.ActivityInstance] = [one for one in passed if not one["ended_at"]] + over
    for table in (tables.UserTask, tables.MessageSubscription):
        children[table] = children[table][:3]


def _ended(number: int) -> bool:
    return number % 5 != 0


def _copy(made: dict[Any, list[Row]], model: Model, number: int, now: datetime) -> None:
    """Four of five have ended; of those that run one in ten is late, one in twenty held up."""
    ids: dict[UUID, UUID] = {}
    ended, back = _ended(number), timedelta(minutes=number * 10 % 1_000_000)
    row = model.instance | {"id": ids.setdefault(model.instance["id"], uuid4())}
    row |= {"started_at": now - back - timedelta(days=30), "business_key": f"AUD-{number:07}"}
    row |= {
        "cohort": DISTRICTS[number % 7],
        "status": "suspended" if number % 105 == 0 else "active",
    }
    if ended:
        row |= {"status": ENDED[number % 7], "ended_at": now - back}
    row |= {"version": 1, "history_seq": len(model.history)}
    _tell(made, model, row, ids)
    for table, children in model.children.items():
        if not (ended and table is tables.MessageSubscription):
            made[table] += (_child(one, row, ids, number, now) for one in children)
    if not ended and number % 100 == 0:
        made[tables.Incident].append(_incident(row, model, number, now))


def _tell(made: dict[Any, list[Row]], model: Model, row: Row, ids: dict[UUID, UUID]) -> None:
    digest, begun = GENESIS, row["started_at"]
    for seq, line in enumerate(model.history, 1):
        whole = line | {"instance_id": row["id"], "seq": seq, "at": begun + timedelta(hours=seq)}
        whole["task_id"] = _known(ids, line["task_id"])
        digest = whole["digest"] = seal(digest, whole)
        made[tables.History].append(whole)
    made[tables.ProcessInstance].append(row | {"history_digest": digest})


def _child(
    one: Mapping[str, Any], row: Row, ids: dict[UUID, UUID], number: int, now: datetime
) -> Row:
    made = dict(one) | {"id": _known(ids, one["id"]), "instance_id": row["id"]}
    for name in ("task_id", "job_id"):
        if name in made:
            made[name] = _known(ids, made[name])
    for name in ("dedupe_key", "message_id"):
        if name in made:
            made[name] = f"{made['id']}:{number}"
    if "business_key" in made:
        made["business_key"] = row["business_key"]
    return made | _moved(made, row, number, now)


def _moved(made: Row, row: Row, number: int, now: datetime) -> Row:
    """A user task or a timer of an instance that runs is due in the future, or was due lately."""
    ended, soon = row.get("ended_at"), now + timedelta(days=400 if number % 50 else -2)
    if "sort_at" in made:
        over = {"state": "completed", "completed_at": ended, "completed_by": made["assignee"]}
        due = {"due_at": soon, "sort_at": soon, "created_at": row["started_at"]}
        return due | (over if ended else {"state": "open", "completed_at": None})
    if "letter" in made:
        return {"created_at": row["started_at"] + timedelta(seconds=number % 100)}
    if "reached_at" in made:
        return _passed(made, row)
    if "lease_until" in made and made["state"] == "ready":
        later = {"due_at": now + timedelta(days=400)}
        return {"state": "cancelled", "ended_at": ended} if ended else later
    return {}


def _passed(made: Row, row: Row) -> Row:
    """Each passage began with the instance, and is in the figures of the process already."""
    ended, over = row.get("ended_at"), {"outcome": "completed", "counted": True}
    passed = {"reached_at": row["started_at"]}
    if ended or made["ended_at"]:
        passed |= over | {"ended_at": ended or row["started_at"] + timedelta(days=1)}
    return passed


def _figures(models: list[Model], now: datetime) -> list[Row]:
    """What two years of passages would have been counted into, by day and by month."""
    over = {
        (row["deployment_id"], row["process_key"], row["element_id"])
        for model in models
        for row in model.children[tables.ActivityInstance]
        if row["ended_at"]
    }
    days = [(now - timedelta(days=back)).date() for back in range(730)]
    months = sorted({day.replace(day=1) for day in days})
    return [
        {
            "tenant_id": "main", "deployment_id": deployment, "process_key": process,
            "element_id": element, "span": span, "begins": begins, "measure": measure,
            "band": band, "count": count, "total": count * band,
        }
        for deployment, process, element in sorted(over)
        for span, begun, count in (("day", days, 10), ("month", months, 300))
        for begins in begun
        for measure, bands in (("elapsed", range(120, 124)), ("working", range(20, 23)))
        for band in bands
    ]  # fmt: skip


def _known(ids: dict[UUID, UUID], id: UUID | None) -> UUID | None:
    return None if id is None else ids.setdefault(id, uuid4())


def _incident(row: Row, model: Model, number: int, now: datetime) -> Row:
    waiting = model.children[tables.UserTask] or model.children[tables.MessageSubscription]
    element, sentence = waiting[0]["element_id"] if waiting else "", TROUBLE[number // 100 % 3]
    at, key = now - timedelta(minutes=number % 5000), row["process_key"]
    return {
        "tenant_id": row["tenant_id"], "id": uuid4(), "instance_id": row["id"], "occurrences": 1,
        "element_id": element, "kind": "handler", "sentence": sentence, "state": "open",
        "detail": {}, "created_at": at, "last_at": at, "process_key": key,
        "cause": cause_of(key, "handler", element, sentence),
    }  # fmt: skip


def make(folder: Path, instances: int = INSTANCES, lines: int = LINES) -> None:
    """Make the demonstration and fill it."""
    demonstration(folder)
    database = connect(address(folder))
    fill(database, instances, lines)
    extremes.add(database)
    database.close()


def main() -> None:
    """Make one where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--instances", type=int, default=INSTANCES)
    parser.add_argument("--lines", type=int, default=LINES)
    chosen = parser.parse_args()
    make(chosen.folder, chosen.instances, chosen.lines)


if __name__ == "__main__":
    main()
