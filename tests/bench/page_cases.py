"""Every page of operations with a programme of 100,000 instances and 1,000,000 lines of history.

On SQLite, and on PostgreSQL where it is installed. A page is asked for as a browser does, signed
in as an administrator; the figure is the 95th percentile of the time until its last byte.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import programme
from flask import Flask
from flask.testing import FlaskClient
from measure import Row
from sqlalchemy import select

from engine import tables
from engine.clock import SystemClock
from handlers.directory.tables import PersonRole
from web.app import create_app
from web.configuration import Config
from web.parts import Parts
from web.wiring import build

sys.path.insert(0, str(Path(__file__).parents[2]))
TIMES, WARM, TARGET, FIRST_PAGE = 20, 2, 100.0, 50.0
LIST = "/operations/instances"
# Files to take away are no pages: they are as long as the list.
NO_PAGE = (".csv", ".json", "/diagram")
NARROWED = (
    "status=active", "status=failed&process=case_audit", "text=00123", "district=Dover",
    "version=1", "who=miu", "who=a", "element=ask_for_reflection", "incident=any", "late=yes",
    "older=365&status=active", "sort=reference", "sort=reference_back&status=active",
)  # fmt: skip


def rows(folder: Path) -> list[Row]:
    """Both databases, one after the other."""
    from tests.postgresql import Cluster, binaries

    found = _measured(folder / "programme", "", "SQLite")
    programs = binaries()
    if programs is None:
        return found
    cluster = Cluster(programs)
    try:
        return found + _measured(folder / "other", cluster.create("programme"), "PostgreSQL")
    finally:
        cluster.stop()


def _measured(folder: Path, url: str, kind: str) -> list[Row]:
    programme.make(folder, url)
    settings = {"DATA": str(folder), "DATABASE": url, "DEMO": "yes"}
    here = build(Config.from_environment({}, **settings), SystemClock())
    try:
        return list(measured(here, kind))
    finally:
        here.close()


def measured(here: Parts, kind: str) -> Iterator[Row]:
    """A row for each page that this installation has."""
    here.keeper.round()
    app = create_app(parts=here)
    app.config.update(WTF_CSRF_ENABLED=False)
    client = _administrator(app, here)
    for address in (*_pages(app, here), *(f"{LIST}?{one}" for one in NARROWED)):
        target = FIRST_PAGE if address == LIST else TARGET
        name = address.replace(address[37:73], "…") if address.count("-") > 3 else address
        yield Row(f"{kind}: {name}", _p95(client, address), "ms", target)


def _administrator(app: Flask, here: Parts) -> FlaskClient:
    with here.database.read() as session:
        query = select(PersonRole.person_id).where(PersonRole.role == "admin")
        person = session.scalars(query.limit(1)).one()
    client = app.test_client()
    assert client.post("/sign-in/as", data={"person": person}).status_code == 303
    return client


def _pages(app: Flask, here: Parts) -> list[str]:
    """The pages below /operations that need no more than the id of something that is there."""
    known = _known(here)
    with app.test_request_context():
        urls = app.url_map.bind("localhost")
        return sorted(
            urls.build(rule.endpoint, {name: known[name] for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if rule.rule.startswith("/operations") and "GET" in (rule.methods or ())
            if rule.arguments <= set(known) and not rule.rule.endswith(NO_PAGE)
        )


def _known(here: Parts) -> dict[str, object]:
    with here.database.read() as session:
        incident = session.scalars(select(tables.Incident).limit(1)).one()
        job = session.scalars(select(tables.Job).where(tables.Job.state == "ready").limit(1)).one()
        mail = session.scalars(select(tables.Mail).limit(1)).one()
    return {
        "instance_id": incident.instance_id, "incident_id": incident.id, "job_id": job.id,
        "mail_id": mail.id, "process_key": "case_audit", "cause": incident.cause,
    }  # fmt: skip


def _p95(client: FlaskClient, address: str) -> float:
    taken = []
    for turn in range(TIMES + WARM):
        began = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status_code in (200, 303), (address, answer.status_code)
        if turn == 0 and taken[0] > 100 * TARGET:
            return taken[0]
    return sorted(taken[WARM:])[int(TIMES * 0.95) - 1]
