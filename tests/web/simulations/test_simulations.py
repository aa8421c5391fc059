"""Simulations in the browser: a month is begun, watched, cancelled, kept; a restart is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine.bundle import Bundle
from engine.clock import SetClock
from handlers.directory.tables import PersonRole
from processes import bundle_paths
from web.parts import Parts
from web.runs import RUNNING
from web.simulations.routes import KEY
from web.simulations.tables import Simulation

MONTH = {"month": "2026-09", "months": "1", "profile": "mini", "seed": "7", "behaviour": "steady"}
PATIENCE = 180


@pytest.fixture
def owner(parts: Parts, sign_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """A process owner, where the peer review audit is deployed."""
    parts.engine.deploy(Bundle.from_folders(*bundle_paths("peer_review_audit")), by="boss")
    with parts.database.write() as session:
        session.add(
            PersonRole(tenant_id="main", person_id="stranger", role="process_owner", scope="")
        )
    return sign_in("stranger")


def rows(parts: Parts) -> list[Simulation]:
    with parts.database.read() as session:
        return list(session.query(Simulation))


def ended(app: Flask, parts: Parts) -> Simulation:
    """The one simulation, once nothing of it is left."""
    until = time.monotonic() + PATIENCE
    while app.extensions[KEY].running and time.monotonic() < until:
        time.sleep(0.1)
    [row] = rows(parts)
    return row


def test_a_month_is_begun_watched_and_shown(app: Flask, parts: Parts, owner: FlaskClient) -> None:
    begun = owner.post("/simulations", data=MONTH)
    assert begun.status_code == 303
    assert "looks again every four seconds" in owner.get(begun.location).text
    second = owner.post("/simulations", data=MONTH)
    assert (second.status_code, "Another simulation is running" in second.text) == (422, True)

    row = ended(app, parts)
    assert (row.state, row.trouble) == ("done", None)
    page = owner.get(begun.location).text
    assert "Letters by day" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="img"' in page
    assert f"{row.figures['conservation']['issued']} audits issued" in page
    assert "September 2026" in owner.get("/simulations").text


def test_one_that_is_cancelled_ends_at_once(app: Flask, parts: Parts, owner: FlaskClient) -> None:
    begun = owner.post("/simulations", data={**MONTH, "profile": "large", "months": "12"})
    owner.post(f"{begun.location}/cancel")

    assert ended(app, parts).state == "cancelled"
    assert "Cancelled" in owner.get(begun.location).text


def test_one_of_a_server_that_is_gone_is_said_to_be_interrupted(
    parts: Parts, owner: FlaskClient, clock: SetClock
) -> None:
    at = clock.now() - timedelta(minutes=5)
    one: UUID = uuid4()
    with parts.database.write() as session:
        session.add(
            Simulation(tenant_id="main", id=one, begun_by="stranger", begun_at=at, seen_at=at,
                       bundle="peer_review_audit", version=1, month="2026-09", months=1,
                       profile="kent", seed=7, behaviour="steady", state=RUNNING)
        )  # fmt: skip

    page = owner.get(f"/simulations/{one}").text
    assert "Interrupted: The server was stopped while it ran." in page
    assert rows(parts)[0].state == "interrupted"


def test_what_cannot_be_simulated_is_said_beside_the_question(
    parts: Parts, owner: FlaskClient
) -> None:
    answer = owner.post("/simulations", data={**MONTH, "month": "September", "months": "40"})
    assert answer.status_code == 422
    assert "Enter a month like 2026-09" in answer.text
    assert "Enter 1 to 12 months" in answer.text
    assert rows(parts) == []


def test_without_a_monthly_cycle_there_is_nothing_to_begin(
    parts: Parts, sign_in: Callable[[str], FlaskClient]
) -> None:
    with parts.database.write() as session:
        session.add(PersonRole(tenant_id="main", person_id="stranger", role="miu", scope=""))
    client = sign_in("stranger")
    assert "No bundle with a monthly cycle is deployed" in client.get("/simulations").text
    assert client.post("/simulations", data=MONTH).status_code == 422
