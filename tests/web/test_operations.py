"""What an administrator sees and does: no case content, and a reason for every retry."""

from __future__ import annotations

import pytest

from engine import queries


@pytest.fixture
def held_up(parts):
    """A lending that cannot go on: nobody said who the reader is. The id of its incident."""
    parts.engine.start("lending", business_key="B-2", variables={"checker": "checker"}, by="boss")
    with parts.database.read() as db:
        [row] = queries.incidents(db, "main").rows
    return row.id


def test_instances_are_listed_and_filtered(sign_in, lend):
    lend()
    client = sign_in("boss")
    page = client.get("/operations/instances").text
    assert "B-1" in page
    assert "Lending a book" in page
    assert "No instance fits" in client.get("/operations/instances?status=failed").text
    assert "B-1" in client.get("/operations/instances?text=b-1&process=lending").text


def test_an_instance_says_where_it_is_and_never_what_was_written(sign_in, lend, parts):
    instance = lend()
    reader = sign_in("reader")
    with parts.database.read() as db:
        [task] = queries.user_tasks(db, "main", instance)
    words = {"title": "A secret title", "kind": "novel", "_complete": "yes"}
    reader.post(f"/tasks/{task.id}/book", data=words)
    reason = {"because": "A secret reason", "_complete": "yes"}
    reader.post(f"/tasks/{task.id}/reason", data=reason)
    reader.post(f"/tasks/{task.id}/check")
    page = sign_in("boss").get(f"/operations/instances/{instance}").text
    assert "Waits for whoever has the role Librarian: “Hand out the book”" in page
    assert "secret" not in page


def test_an_incident_is_tried_again_only_with_a_reason(sign_in, held_up):
    client = sign_in("boss")
    assert "1 incident" in client.get("/operations/incidents").text
    page = client.get(f"/operations/incidents/{held_up}").text
    assert "Try again" in page
    silent = client.post(f"/operations/incidents/{held_up}/retry", data={"reason": "  "})
    assert silent.status_code == 422
    assert "Enter why you try again" in silent.text
    data = {"reason": "The directory was put right"}
    answer = client.post(f"/operations/incidents/{held_up}/retry", data=data)
    assert answer.status_code == 303
    assert "It was tried again, and is still held up." in client.get(answer.location).text


def test_what_is_not_there_is_not_found(sign_in):
    client = sign_in("boss")
    nothing = "00000000-0000-0000-0000-000000000000"
    assert client.get(f"/operations/incidents/{nothing}").status_code == 404
    assert client.get(f"/operations/instances/{nothing}").status_code == 404
    data = {"reason": "x"}
    assert client.post(f"/operations/incidents/{nothing}/retry", data=data).status_code == 404
    assert "Nothing is held up at the moment" in client.get("/operations/incidents").text
