"""What people see of a user task while an administrator has paused its instance."""

import pytest

from engine import queries

BOOK = {"title": "Middlemarch", "kind": "novel", "_complete": "yes"}


@pytest.fixture
def task(parts, lend):
    """The one user task that is open."""
    instance = lend()
    with parts.database.read() as db:
        [row] = [t for t in queries.user_tasks(db, "main", instance) if t.state == "open"]
    return row


def test_a_user_task_that_is_paused_says_so_and_gives_the_words_back(sign_in, task, parts):
    client, here = sign_in("reader"), f"/tasks/{task.id}"
    by_hand = parts.engine.operating(by="boss", reason="The shelf is being mended")
    by_hand.suspend(task.instance_id, stop_clock=True)
    late = client.post(f"{here}/book", data=BOOK)
    assert late.status_code == 409
    assert "This is paused" in late.text
    assert "Remove my words" not in late.text
    assert "Middlemarch" in client.get(here).text
    assert here not in client.get("/tasks").text
    by_hand.resume(task.instance_id)
    assert here in client.get("/tasks").text
    assert "Middlemarch" in client.get(f"{here}/book").text
