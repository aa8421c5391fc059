"""What an administrator sees of instances: no case content."""

from __future__ import annotations

from engine import queries


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


def test_what_is_not_there_is_not_found(sign_in):
    client = sign_in("boss")
    nothing = "00000000-0000-0000-0000-000000000000"
    assert client.get(f"/operations/instances/{nothing}").status_code == 404
