"""A page asks the database as often for thirty rows as for one, and never often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from engine import tables
from engine.history import append_audit_log
from handlers.tables import Unmasking
from tests.bench.measure import counting
from tests.web.installation import SignIn
from web.account.tables import SignInAttempt
from web.parts import Parts

# Signing in, roles, cover and navigation take ten of them.
MOST, LIVE = 40, 6
# A list longer than its page is counted.
COUNTED = {"/operations/instances": 1}
INSTANCE = "/operations/instances/{instance}"
PAGES = (
    "/operations", "/operations/now", "/operations/instances",
    "/operations/instances?who=reader&late=yes", "/operations/instances?incident=any",
    "/operations/instances?element=request_book&text=B", INSTANCE, f"{INSTANCE}/history",
    f"{INSTANCE}/work", f"{INSTANCE}/act", f"{INSTANCE}/variables", "/operations/processes",
    "/operations/processes/lending", "/operations/jobs", "/operations/jobs?state=late",
    "/operations/letters", "/operations/letters?who=maya", "/operations/incidents",
    "/operations/batches", "/operations/access", "/operations/access/roles",
    "/operations/access/sign-ins", "/operations/access/people/reader", "/operations/audit-log",
    "/operations/unmasked", "/operations/clients", "/tasks", "/audits", "/readyz",
)  # fmt: skip


@pytest.fixture
def busy(parts: Parts, lend: Callable[[], UUID], write: Callable[..., UUID]) -> UUID:
    """One instance with one of everything; its id."""
    instance, now = lend(), parts.clock.now()
    write("maya", "one", instance)
    told = {"tenant_id": "main", "instance_id": instance, "by": "boss", "reason": "", "at": now}
    trouble = {
        "tenant_id": "main", "id": uuid4(), "instance_id": instance, "occurrences": 1,
        "element_id": "request_book", "kind": "handler", "sentence": "No.", "state": "open",
        "detail": {}, "created_at": now, "last_at": now, "process_key": "lending", "cause": "c",
    }  # fmt: skip
    batch = {
        "tenant_id": "main", "id": uuid4(), "job_id": uuid4(), "kind": "retry", "act": {},
        "selection": "All", "state": "done", "told": [], "total": 1, "by": "boss", "at": now,
        "reason": "Why not",
    }  # fmt: skip
    with parts.database.write() as db:
        db.execute(insert(tables.Incident), [trouble])
        db.execute(insert(tables.Batch), [batch])
        db.execute(insert(Unmasking), [{**told, "id": uuid4(), "until": now, "told": ["maya"]}])
        append_audit_log(db, "main", at=now, by="boss", action="role.give", about="reader")
    return instance


def thirty(parts: Parts, lend: Callable[[], UUID]) -> None:
    """Twenty-nine more of each."""
    for _ in range(29):
        lend()
    with parts.database.write() as db:
        for table in (tables.Job, tables.Incident, tables.Batch, Unmasking, SignInAttempt):
            row = dict(db.execute(select(table.__table__).limit(1)).one()._mapping)
            db.execute(insert(table), [_another(row, n) for n in range(29)])
        jobs = iter(db.scalars(select(tables.Job.id).limit(29)).all())
        mail = dict(db.execute(select(tables.Mail.__table__).limit(1)).one()._mapping)
        db.execute(
            insert(tables.Mail), [_another(mail, n) | {"job_id": next(jobs)} for n in range(29)]
        )
        for number in range(29):
            at = parts.clock.now() + timedelta(seconds=number)
            append_audit_log(db, "main", at=at, by="maya", action="role.give", about="reader")


def _another(row: dict[str, Any], number: int) -> dict[str, Any]:
    """The same row under another id, done by and for somebody else."""
    people = {"by": f"person-{number}", "recipient": f"person-{number}"}
    unique = {"dedupe_key": f"more-{number}-{row['id']}", "message_id": f"<{number}@here>"}
    return row | {"id": uuid4()} | {k: v for k, v in (people | unique).items() if k in row}


def asked(client: FlaskClient, parts: Parts, instance: UUID) -> dict[str, int]:
    """How many statements each page takes, once everything is loaded that is loaded once."""
    found = {}
    for page in PAGES:
        address = page.format(instance=instance)
        client.get(address)
        with counting(parts.database.engine) as count:
            assert client.get(address).status_code == 200, address
        found[page] = count.statements
    return found


def test_thirty_rows_take_no_more_statements_than_one(
    sign_in: SignIn, parts: Parts, lend: Callable[[], UUID], busy: UUID
) -> None:
    client = sign_in("boss")
    one = asked(client, parts, busy)
    thirty(parts, lend)
    many = asked(client, parts, busy)
    more = {page: many[page] - one[page] for page in PAGES if many[page] > one[page]}
    assert more == COUNTED
    assert {page: number for page, number in many.items() if number > MOST} == {}


def test_the_overview_looks_for_news_with_one_statement_beside_who_asks(
    sign_in: SignIn, parts: Parts, busy: UUID
) -> None:
    client = sign_in("boss")
    client.get("/operations/now")
    with counting(parts.database.engine) as count:
        client.get("/operations/now")
    about = [text for text in count.texts if "incident" in text or "job" in text]
    assert len(about) == 1
    assert count.statements <= LIVE
