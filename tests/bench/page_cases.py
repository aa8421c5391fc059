"""Every page with a programme of 100,000 instances and 1,000,000 lines of history.

On SQLite, and on PostgreSQL where it is installed. A page is asked for as a browser does, signed
in; the figure is the 95th percentile of the time until its last byte. The note says its middle,
and its SQL statements.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import carried
import extremes
import file_cases
import page_addresses
import programme
import studio_pages
import working_cases
from flask import Flask
from flask.testing import FlaskClient
from measure import Row, counting

from engine.clock import SystemClock
from engine.database import upgrade
from web.app import create_app
from web.clients.keeping import Wanted, make
from web.clients.scopes import SCOPES
from web.configuration import Config
from web.migrations import LOCATIONS
from web.parts import Parts
from web.wiring import build

sys.path.insert(0, str(Path(__file__).parents[2]))
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PLACE = re.compile(r"(?<==)20[^&]*_[0-9a-f]{32}")
TIMES, WARM, TARGET, FIRST_PAGE = 20, 2, 100.0, 50.0


def rows(folder: Path) -> list[Row]:
    """Both databases, one after the other."""
    from tests.postgresql import Cluster, binaries

    made = folder / "programme"
    programme.make(made)
    found = _measured(made, "", "SQLite")
    programs = binaries()
    if programs is None:
        return found
    cluster = Cluster.started(programs)
    try:
        url = cluster.create("programme")
        upgrade(url, LOCATIONS)
        carried.carry(made / "plumbline.db", url)
        return found + _measured(made, url, "PostgreSQL")
    finally:
        cluster.stop()


def _measured(folder: Path, url: str, kind: str) -> list[Row]:
    settings = {"DATA": str(folder), "DATABASE": url, "DEMO": "yes"}
    here = build(Config.from_environment({}, **settings), SystemClock())
    try:
        return [*measured(here, kind), *working_cases.rows_of(here.engine, kind)]
    finally:
        here.close()


def measured(here: Parts, kind: str) -> Iterator[Row]:
    """A row for each page that this installation has."""
    here.keeper.round()
    app = create_app(parts=here)
    app.config.update(WTF_CSRF_ENABLED=False)
    visitors = _visitors(app, here)
    known = page_addresses.known(here.database, here.tenant, extremes.LONGEST)
    for who, address in page_addresses.visits(app, known):
        alone = len(page_addresses.VISITORS.get(address.partition("?")[0], ())) < 2
        name = f"{kind}: {_named(address)}" + ("" if alone else f", {who}")
        here.keeper.round()
        yield _page(here, visitors[who], address, name)
    yield from file_cases.rows(visitors["an administrator"], known, kind)
    owner = page_addresses.people(here.database)["a process owner"]
    for address in studio_pages.addresses(here, owner):
        yield _page(
            here, visitors["a process owner"], address, f"{kind}: {_named(address)}, studio"
        )


def _visitors(app: Flask, here: Parts) -> dict[str, FlaskClient]:
    people = page_addresses.people(here.database)
    found = {who: _signed_in(app, person) for who, person in people.items()}
    found["program"] = _program(app, here)
    found["program for the busiest"] = _program(app, here, people["the busiest"])
    return found


def _page(here: Parts, asks: FlaskClient, address: str, name: str) -> Row:
    answer = asks.get(address)
    if answer.status_code not in (200, 303):
        return Row(name, 0, "ms", note=f"not measured: it answers {answer.status_code}")
    taken = _taken(asks, address)
    with counting(here.database.engine) as count:
        asks.get(address)
    middle = statistics.median(taken)
    high = sorted(taken)[max(0, int(len(taken) * 0.95) - 1)]
    target = FIRST_PAGE if address == page_addresses.LIST else TARGET
    return Row(name, high, "ms", target, f"half in {middle:.0f}, {count.statements} statements")


def _named(address: str) -> str:
    """The address without ids and places."""
    return PLACE.sub("…", ID.sub("…", address))


def _signed_in(app: Flask, person: str) -> FlaskClient:
    client = app.test_client()
    assert client.post("/sign-in/as", data={"person": person}).status_code == 303
    return client


def _program(app: Flask, here: Parts, person: str = "") -> FlaskClient:
    """A program that may ask for everything, for itself or for that person."""
    wanted = Wanted(f"bench-{time.time_ns()}", "Bench", list(SCOPES), ["admin"], for_people=True)
    with here.database.write() as session:
        token = make(session, here.tenant, wanted, by="bench", now=here.clock.now())
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    client.environ_base["HTTP_PLUMBLINE_PERSON"] = person
    return client


def _taken(client: FlaskClient, address: str) -> list[float]:
    taken = []
    for turn in range(TIMES + WARM):
        began = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        if turn == 0 and taken[0] > 100 * TARGET:
            return taken
    return taken[WARM:]
