"""One operation for many instances in the browser: ticked, seen, begun, reported, taken back."""

from __future__ import annotations

import pytest

from engine import queries, tables
from engine.worker import run_due

WHY = "The library is closed this week"


@pytest.fixture
def lent(lend):
    return [lend() for _ in range(3)]


def follow(client, parts, answer):
    """Let the worker go on, and open the page that was redirected to."""
    assert answer.status_code == 303, answer.text
    run_due(parts.engine)
    return client.get(answer.location).text


def test_those_ticked_are_seen_first_then_done_then_taken_back(sign_in, parts, lent):
    client, ticked = sign_in("boss"), [str(one) for one in lent[:2]]
    chosen = client.post("/operations/batches/begin", data={"which": "ticked", "instance": ticked})
    page = client.get(chosen.location).text
    assert "2 ticked instances" in page
    assert "Give it to somebody else" in page
    form = {"element": "request", "person": "maya"}
    at = chosen.location + "&kind=reassign"
    assert "Where they are now" in client.get(at).text
    answer = client.post(at, data=form)
    page = follow(client, parts, answer)
    assert "“Say which book” goes to Maya Librarian instead of Rita Reader." in page
    assert "2 instances" in page
    assert client.post(f"{answer.location}/start", data={"reason": ""}).status_code == 422
    begun = client.post(f"{answer.location}/start", data={"reason": WHY})
    page = follow(client, parts, begun)
    assert "2 instances done, 0 failed" in page
    assert WHY in page
    page = follow(client, parts, client.post(f"{answer.location}/undo"))
    assert "goes to Rita Reader instead of Maya Librarian" in page
    assert "Take back the last operation" in client.get("/operations/batches").text


def test_what_failed_is_listed_and_looked_at_again(sign_in, parts, lent):
    client = sign_in("boss")
    chosen = client.post("/operations/batches/begin?process=lending", data={"which": "all"})
    answer = client.post(f"{chosen.location}&kind=suspend", data={})
    assert "3 instances" in follow(client, parts, answer)
    with parts.database.read() as db:
        [task] = queries.user_tasks(db, "main", lent[0])
    parts.engine.operating(by="maya", reason="He asked").reassign(lent[0], task.id, person="noah")
    begun = client.post(f"{answer.location}/start", data={"reason": WHY})
    page = follow(client, parts, begun)
    assert "2 instances done, 1 failed" in page
    assert "has moved on since" in page
    assert "has moved on" in client.get(f"{answer.location}/items.csv").text
    page = follow(client, parts, client.post(f"{answer.location}/again"))
    assert "1 instance" in page
    assert "already" in client.post(f"{answer.location}/start", data={"reason": WHY}).text


def test_one_under_way_shows_how_far_it_is_and_can_be_stopped(sign_in, parts, lent):
    client = sign_in("boss")
    answer = client.post("/operations/batches/new?kind=cancel&process=lending", data={})
    page = client.get(answer.location).text
    assert "<progress" in page
    assert "0 of 3 looked at" in page
    client.post(f"{answer.location}/cancel")
    assert "Cancelled" in client.get("/operations/batches").text
    run_due(parts.engine)
    with parts.database.read() as db:
        assert {row.status for row in db.query(tables.ProcessInstance)} == {"active"}


def test_what_is_missing_is_said(sign_in, lent):
    client = sign_in("boss")
    nothing = client.post("/operations/batches/begin", data={"which": "ticked"})
    assert "Nothing is ticked" in client.get(nothing.location).text
    at = "/operations/batches/new?process=lending&kind="
    for kind, form, problem in (
        ("skip", {}, "Choose where they are now"),
        ("variables", {}, "Enter at least one variable"),
        ("migrate", {}, "Choose a version"),
    ):
        answer = client.post(at + kind, data=form)
        assert (answer.status_code, problem in answer.text) == (422, True)
    refused = client.post("/operations/batches/new?process=none&kind=suspend")
    assert (refused.status_code, "nothing it could be done to" in refused.text) == (409, True)
    assert client.get("/operations/batches/new?kind=burn").status_code == 404
