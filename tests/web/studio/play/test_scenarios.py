"""The scenarios of a change: played in a process of their own, their results kept by content."""

from __future__ import annotations

import time
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine.clock import SetClock
from web.parts import Parts
from web.studio.scenarios.routes import KEY
from web.studio.scenarios.tables import ScenarioRun

PATIENCE = 60
STORY = "scenarios/returned_late.toml"


@pytest.fixture
def here(at: str) -> str:
    """The address of the scenarios."""
    return f"{at}/scenarios"


def rest(app: Flask) -> None:
    """Wait until no scenario is played."""
    until = time.monotonic() + PATIENCE
    while app.extensions[KEY].children.running and time.monotonic() < until:
        time.sleep(0.05)


def text(client: FlaskClient, address: str) -> str:
    return unescape(client.get(address).text)


def test_they_are_played_and_what_failed_is_said(
    app: Flask, olive: FlaskClient, at: str, here: str, parts: Parts, change: UUID
) -> None:
    assert "They were not played on this content yet." in text(olive, here)
    story = parts.changes.bundle(change).text(STORY).replace("lent to rita", "lent to amy")
    parts.changes.write(change, STORY, story.encode(), by="olive", seen=0)

    assert olive.post(here).status_code == 303
    assert olive.post(here).status_code == 409, "they are being played already"
    assert "looks again every four seconds" in text(olive, here)
    rest(app)
    page = text(olive, here)
    assert "1 scenario played" in page
    assert "Failed at step 2: letters: “lent to amy” missing" in page
    assert "1 failed" in text(olive, at)

    parts.changes.undo(change, STORY, by="olive")
    assert "They were not played on this content yet." in text(olive, here)
    assert "Not played" in text(olive, at)


def test_they_are_cancelled(app: Flask, olive: FlaskClient, here: str) -> None:
    olive.post(here)
    olive.post(f"{here}/cancel")
    rest(app)
    assert "Cancelled on" in text(olive, here)


def test_one_run_at_a_time_wherever_it_was_begun(
    olive: FlaskClient, here: str, parts: Parts, clock: SetClock
) -> None:
    with parts.database.write() as session:
        session.add(
            ScenarioRun(tenant_id="main", id=uuid4(), begun_by="hugo", begun_at=clock.now(),
                        seen_at=clock.now(), digest="of another change", state="running",
                        total=1, results=[])
        )  # fmt: skip
    refused = olive.post(here)
    assert (refused.status_code, "of this change or another" in refused.text) == (409, True)


def test_a_run_of_a_server_that_is_gone_is_said_to_be_interrupted(
    olive: FlaskClient, here: str, parts: Parts, change: UUID, clock: SetClock
) -> None:
    before = clock.now() - timedelta(minutes=5)
    with parts.database.write() as session:
        session.add(
            ScenarioRun(tenant_id="main", id=uuid4(), begun_by="olive", begun_at=before,
                        seen_at=before, digest=parts.changes.view(change).digest,
                        state="running", total=1, results=[])
        )  # fmt: skip
    assert "Interrupted on" in text(olive, here)


def test_a_bundle_without_scenarios_says_so(
    olive: FlaskClient, at: str, here: str, parts: Parts, change: UUID
) -> None:
    parts.changes.write(change, STORY, None, by="olive", seen=0)
    assert olive.post(here).status_code == 303
    assert "The bundle has no scenarios yet." in text(olive, here)
    assert "There are none" in text(olive, at)
