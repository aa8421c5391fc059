"""The same month with what is in force and with a change: two children, side by side."""

from __future__ import annotations

import time
from html import unescape
from itertools import pairwise
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine.bundle import Bundle
from tests.web.installation import SignIn
from tests.web.studio.conftest import owners
from web.parts import Parts
from web.simulations.routes import KEY
from web.studio.simulation.keeping import Simulation

__all__ = ["owners"]
MONTH = {"month": "2026-09", "months": "1", "profile": "mini", "seed": "7", "behaviour": ""}
PATIENCE = 60
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    f' xmlns:spiffworkflow="{SPIFF}" targetNamespace="t">'
    '<process id="monthly_cycle" name="A month" isExecutable="true">'
    '<startEvent id="begins"><timerEventDefinition><timeDate>2026-09-01T08:00:00Z</timeDate>'
    "</timerEventDefinition></startEvent>"
)


def telling(id: str) -> str:
    """A letter to the Head of Quality Assurance."""
    operator = (
        '<spiffworkflow:serviceTaskOperator id="letters.send"><spiffworkflow:parameters>'
        '<spiffworkflow:parameter id="letter" type="any" value="&quot;news&quot;"/>'
        '<spiffworkflow:parameter id="roles" type="any" value="[&quot;head_of_qa&quot;]"/>'
        "</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>"
    )
    return f'<sendTask id="{id}"><extensionElements>{operator}</extensionElements></sendTask>'


def month(*letters: str) -> bytes:
    """A month in which these letters leave."""
    ids = ["begins", *letters, "ends"]
    flows = "".join(
        f'<sequenceFlow id="f_{a}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairwise(ids)
    )
    inner = "".join(telling(id) for id in letters)
    return f'{HEAD}{inner}<endEvent id="ends"/>{flows}</process></definitions>'.encode()


FILES = {
    "bundle.toml": b'key = "news"\ntitle = "News"\n[parameters]\nsender = "The office"\n',
    "month.bpmn": month("tell"),
    "mail/news/letter.toml": b"audit = false\n",
    "mail/news/subject.txt": b"News\n",
    "mail/news/body.txt": b"Nothing much.\n",
}


@pytest.fixture
def change(parts: Parts, owners: object) -> UUID:
    """A change in which the news goes twice."""
    parts.engine.deploy(Bundle(FILES), by="boss")
    begun = parts.changes.begin("news", "Twice the news", by="olive")
    parts.changes.write(begun, "month.bpmn", month("tell", "tell_again"), by="olive", seen=0)
    return begun


@pytest.fixture
def at(change: UUID) -> str:
    """The address of its simulations."""
    return f"/studio/changes/{change}/simulation"


@pytest.fixture
def olive(sign_in: SignIn, change: UUID) -> FlaskClient:
    """Olive at her computer."""
    return sign_in("olive")


def rest(app: Flask) -> None:
    """Wait until nothing is simulated."""
    until = time.monotonic() + PATIENCE
    while app.extensions[KEY].running and time.monotonic() < until:
        time.sleep(0.05)


def test_the_change_is_simulated_beside_what_is_in_force(
    app: Flask, olive: FlaskClient, at: str, parts: Parts, change: UUID
) -> None:
    begun = olive.post(at, data=MONTH)
    assert begun.status_code == 303, begun.text
    assert "looks again every four seconds" in olive.get(begun.location).text
    again = olive.post(at, data=MONTH)
    assert (again.status_code, "Another simulation is running" in again.text) == (422, True)
    rest(app)
    page = unescape(olive.get(begun.location).text)
    assert "2 letters instead of 1." in page
    assert "The letter “News” goes 2 times instead of 1." in page
    assert "with the change </span>2" in page
    assert "Tuesday 1 September 2026" in page
    assert "This content" in olive.get(at).text
    assert "Simulated" in olive.get(at.rpartition("/")[0]).text
    assert "No simulation" not in olive.get("/simulations").text

    parts.changes.write(change, "note.txt", b"words", by="olive", seen=0)
    assert "An earlier edition" in olive.get(at).text


def test_both_are_cancelled_together(app: Flask, olive: FlaskClient, at: str, parts: Parts) -> None:
    begun = olive.post(at, data=MONTH)
    olive.post(f"{begun.location}/cancel")
    rest(app)
    with parts.database.read() as session:
        assert [row.state for row in session.query(Simulation)] == ["cancelled", "cancelled"]
    assert "In force: cancelled" in olive.get(begun.location).text


def test_what_cannot_run_is_not_simulated(olive: FlaskClient, at: str, parts: Parts) -> None:
    wrong = olive.post(at, data={**MONTH, "month": "soon"})
    assert (wrong.status_code, "Enter a month like" in wrong.text) == (422, True)
    other = parts.changes.begin("lending", "Longer loans", by="olive")
    answer = olive.post(f"/studio/changes/{other}/simulation", data=MONTH)
    assert (answer.status_code, "Nothing of this bundle is in force" in answer.text) == (422, True)
