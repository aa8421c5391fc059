"""What is largest in a large programme: the instance with the longest history, the batch with
the most instances, and lists that grow for years beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from engine import tables
from engine.chain import GENESIS, seal
from engine.database import Database
from handlers.tables import Audit, Person, Unmasking
from web.account.tables import SignInAttempt

LONGEST = "AUD-LONGEST"
LINES, PASSAGES, EACH, HELD = 10_000, 3_000, 250, 50
LOG, ATTEMPTS, UNMASKED, BATCHES, ITEMS = 50_000, 50_000, 1_000, 200, 1_000
ACTIONS = ("instance.retry", "letter.resend", "role.give", "unmask", "deploy", "batch.start")
Row = dict[str, Any]


def add(database: Database) -> None:
    """Add them to a programme, beside which they count for nothing."""
    with database.write() as session:
        now = session.scalars(select(tables.AuditLog.at).limit(1)).one()
        people = list(session.scalars(select(Person.id).order_by(Person.id)))
        _longest(session, now)
        _log(session, people, now)
        _batches(session, people, now)
        _put(session, SignInAttempt, islice(_attempts(people, now), ATTEMPTS))
        _put(session, Unmasking, islice(_unmaskings(session, people, now), UNMASKED))
        _put(session, tables.Measurement, list(_hours(session, now)))
        _audits(session)


def _put(session: Session, table: Any, rows: Any) -> None:
    session.execute(insert(table.__table__), list(rows))


def _one(session: Session, table: Any, *which: Any) -> Row:
    return dict(session.execute(select(table.__table__).where(*which).limit(1)).one()._mapping)


def _longest(session: Session, now: datetime) -> None:
    """A copy of an audit that runs, with as much of everything as an instance may come to."""
    row = tables.ProcessInstance
    running = (row.status == "active", row.process_key == "case_audit", row.ended_at.is_(None))
    model = _one(session, row, *running)
    of, id = model["id"], uuid4()
    began = now - timedelta(days=700)
    line = _one(session, tables.History, tables.History.instance_id == of)
    told, digest = list(_lines(line, id, began)), GENESIS
    for one in told:
        digest = one["digest"] = seal(digest, one)
    sealed = {"history_seq": LINES, "history_digest": digest}
    own = {"id": id, "business_key": LONGEST, "started_at": began}
    _put(session, row, [model | own | sealed])
    _put(session, tables.History, told)
    _belongings(session, of, id)


def _lines(line: Row, id: UUID, began: datetime) -> Iterator[Row]:
    for seq in range(1, LINES + 1):
        yield line | {"instance_id": id, "seq": seq, "at": began + timedelta(hours=seq)}


def _belongings(session: Session, of: UUID, id: UUID) -> None:
    over = tables.ActivityInstance.ended_at.is_not(None)
    passed = _one(session, tables.ActivityInstance, tables.ActivityInstance.instance_id == of, over)
    _put(session, tables.ActivityInstance, (_copy(passed, id) for _ in range(PASSAGES)))
    user_task = _one(session, tables.UserTask, tables.UserTask.instance_id == of)
    _put(session, tables.UserTask, (_copy(user_task, id) for _ in range(EACH)))
    mail = _one(session, tables.Mail)
    jobs = [_copy(_one(session, tables.Job, tables.Job.id == mail["job_id"]), id)] * EACH
    jobs = [_copy(job, id) for job in jobs]
    _put(session, tables.Job, jobs)
    _put(session, tables.Mail, (_copy(mail, id) | {"job_id": job["id"]} for job in jobs))
    incident = _one(session, tables.Incident)
    _put(session, tables.Incident, (_copy(incident, id) for _ in range(HELD)))
    _documents(session, id)


def _copy(model: Row, instance: UUID) -> Row:
    made = model | {"id": uuid4(), "instance_id": instance}
    for name in {"dedupe_key", "message_id"} & set(made):
        made[name] = f"longest:{made['id']}"
    return made


def _documents(session: Session, instance: UUID) -> None:
    at = _one(session, tables.ProcessInstance, tables.ProcessInstance.id == instance)["started_at"]
    content = {"tenant_id": "main", "digest": "d" * 64}
    _put(session, tables.DocumentContent, [content | {"content": b"%PDF-"}])
    kind = {"media_type": "application/pdf", "size": 5, "created_at": at}
    made = (
        content | kind | {"id": uuid4(), "instance_id": instance, "name": f"Form {number}.pdf"}
        for number in range(EACH)
    )
    _put(session, tables.Document, made)


def _log(session: Session, people: list[str], now: datetime) -> None:
    last = session.scalars(select(tables.AuditLog).order_by(tables.AuditLog.seq.desc())).first()
    assert last is not None
    digest, rows = last.digest, []
    for seq, by, action in zip(range(last.seq + 1, LOG), cycle(people), cycle(ACTIONS)):
        line = {
            "tenant_id": "main", "seq": seq, "at": now + timedelta(minutes=seq), "by": by,
            "action": action, "about": f"thing-{seq % 5000}", "detail": {"reason": "As agreed."},
        }  # fmt: skip
        digest = line["digest"] = seal(digest, line)
        rows.append(line)
    _put(session, tables.AuditLog, rows)


def _batches(session: Session, people: list[str], now: datetime) -> None:
    """The last of them is the largest."""
    ids = list(session.scalars(select(tables.ProcessInstance.id).limit(ITEMS)))
    done = {
        "tenant_id": "main", "kind": "retry", "act": {"kind": "retry"}, "selection": "Held up",
        "state": "done", "told": [], "retry_of": None, "reason": "As agreed.",
    }  # fmt: skip
    for number in range(BATCHES):
        chosen, by = ids[: ITEMS if number == BATCHES - 1 else 1], people[number % len(people)]
        at = now + timedelta(hours=number)
        who = {"by": by, "begun_by": by, "ended_by": by, "at": at, "begun_at": at, "ended_at": at}
        batch = {"id": uuid4(), "job_id": uuid4(), "total": len(chosen)}
        _put(session, tables.Batch, [done | who | batch])
        _put(session, tables.BatchItem, _items(batch["id"], chosen, at))


def _items(batch: object, chosen: list[UUID], at: datetime) -> Iterator[Row]:
    for number, instance in enumerate(chosen, 1):
        yield {
            "tenant_id": "main", "batch_id": batch, "number": number, "instance_id": instance,
            "incident_id": None, "business_key": f"AUD-{number:07}", "seen": 1, "told": [],
            "state": "failed" if number % 50 == 0 else "done", "at": at,
            "sentence": "It has gone on meanwhile." if number % 50 == 0 else "",
        }  # fmt: skip


def _attempts(people: list[str], now: datetime) -> Iterator[Row]:
    for number, person in enumerate(cycle(people)):
        yield {
            "tenant_id": "main", "id": uuid4(), "at": now - timedelta(minutes=number),
            "person": person, "outcome": "accepted" if number % 9 else "refused",
            "way": "account", "address": "127.0.0.1",
        }  # fmt: skip


def _unmaskings(session: Session, people: list[str], now: datetime) -> Iterator[Row]:
    ids = session.scalars(select(tables.ProcessInstance.id).limit(UNMASKED)).all()
    for number, (instance, person) in enumerate(zip(ids, cycle(people))):
        at = now - timedelta(hours=number)
        yield {
            "tenant_id": "main", "id": uuid4(), "instance_id": instance, "by": person, "at": at,
            "business_key": f"AUD-{number:07}", "reason": "As agreed.", "ended_at": at,
            "until": at + timedelta(minutes=15), "told": people[:5],
        }  # fmt: skip


def _hours(session: Session, now: datetime) -> Iterator[Row]:
    """What the worker measured in each hour of two months before this one."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    told = {"case_audit": {"name": "Case audit", "active": 10_000, "completed": 30_000}}
    found = {"incidents": 100, "overdue": 200, "letters": 3, "jobs": 0, "timers": 0}
    for back in range(1, 60 * 24):
        at = hour - timedelta(hours=back)
        yield {
            "tenant_id": "main", "hour": at, "taken_at": at, "processes": told, "exceptions": found,
        }  # fmt: skip


def _audits(session: Session) -> None:
    """Each instance of the audit's process has an audit, a 24th of them in each of two years'
    months."""
    row = tables.ProcessInstance
    models = [dict(one._mapping) for one in session.execute(select(Audit.__table__))]
    had = {model["instance_id"] for model in models}
    query = select(row.id, row.business_key, row.started_at, row.ended_at)
    found = session.execute(query.where(row.process_key == "case_audit")).all()
    made = (
        model | {
            "id": uuid4(), "instance_id": id, "reference": key, "month": f"{began:%Y-%m}",
            "issued_at": began, "state": "concluded" if ended else "issued",
        }
        for model, (id, key, began, ended) in zip(cycle(models), found)
        if id not in had
    )  # fmt: skip
    _put(session, Audit, made)
