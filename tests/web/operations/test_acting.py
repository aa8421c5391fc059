"""Operations by hand in the browser: seen first, done with a reason, taken back."""

from __future__ import annotations

from typing import Any

import pytest

from engine import queries, tables

WHY = "The reader is on leave"


@pytest.fixture
def lent(lend):
    return lend()


@pytest.fixture
def at(parts, lent):
    """The id of the open user task."""
    with parts.database.read() as db:
        [task] = queries.user_tasks(db, "main", lent)
    return task.id


def seen(parts: Any, instance: Any) -> dict[str, int]:
    with parts.database.read() as db:
        row = queries.instance(db, "main", instance)
        return {"seen": row.version, "since": row.history_seq}


def act(client: Any, instance: Any, kind: str, **form: Any) -> Any:
    return client.post(f"/operations/instances/{instance}/act/{kind}", data=form)


def whose(parts: Any, at: Any) -> Any:
    with parts.database.read() as db:
        return queries.user_task(db, "main", at).assignee


def test_everything_that_can_be_done_is_listed_place_by_place(sign_in, lent):
    page = sign_in("boss").get(f"/operations/instances/{lent}/act").text
    for words in ("Say which book", "Give it to somebody else", "Change its date", "Suspend"):
        assert words in page


def test_it_is_seen_first_then_done_with_a_reason_then_taken_back(sign_in, parts, lent, at):
    client, given = sign_in("boss"), {"at": at, "person": "Maya"}
    look = act(client, lent, "reassign", step="look", **given)
    assert "“Say which book” goes to Maya Librarian instead of Rita Reader." in look.text
    assert whose(parts, at) == "reader"
    silent = act(client, lent, "reassign", step="do", reason=" ", **given, **seen(parts, lent))
    assert (silent.status_code, "Enter why" in silent.text) == (422, True)
    done = act(client, lent, "reassign", step="do", reason=WHY, **given, **seen(parts, lent))
    assert done.status_code == 303
    assert whose(parts, at) == "maya"
    page = client.get(done.location).text
    assert WHY in page
    assert "goes to Maya Librarian" in page
    assert "Take it back" in page
    back = client.get(f"/operations/instances/{lent}/act/undo").text
    assert "goes to Rita Reader instead of Maya Librarian" in back
    act(client, lent, "undo", step="do", reason="Not she", **seen(parts, lent))
    assert whose(parts, at) == "reader"


def test_the_second_of_two_is_told_who_did_what_and_keeps_the_words(sign_in, parts, lent, at):
    before = seen(parts, lent)
    first = parts.engine.operating(by="maya", reason="He asked for it")
    first.reassign(lent, at, person="noah")
    given = {"at": at, "person": "maya", "step": "do", "reason": WHY}
    answer = act(sign_in("boss"), lent, "reassign", **given, **before)
    assert answer.status_code == 409
    for words in ("Maya Librarian: By hand: Given to somebody else", "He asked for it", WHY):
        assert words in answer.text
    assert whose(parts, at) == "noah"


@pytest.mark.parametrize(
    ("kind", "form", "said"),
    [
        ("due", {"due": "2027-01-04 09:00"}, "is due 4 January 2027 at 09:00 instead of"),
        ("skip", {"given": 'book = { title: "None" }'}, "“Hand out the book” opens for librarian"),
        ("move", {"to": "hand_out"}, "“Say which book” closes."),
        ("due", {"due": "2020-01-04 09:00"}, "That is in the past: it is overdue at once."),
        ("variables", {"given": 'checker = "maya"'}, "” is set."),
        ("variables", {"given": 'chekcer = "maya"'}, "the instance has none of that name yet"),
        ("suspend", {}, "The instance is suspended; it was active."),
        ("cancel", {}, "The instance is cancelled; it was active."),
    ],
)
def test_what_would_happen_is_said(sign_in, lent, at, kind, form, said):
    page = act(sign_in("boss"), lent, kind, step="look", at=at, **form)
    assert page.status_code == 200
    assert said in page.text


@pytest.mark.parametrize(
    ("kind", "form", "problem"),
    [
        ("reassign", {"person": "Nobody At All"}, "Nobody of that name works here"),
        ("reassign", {"person": "Librarian"}, "Several are called so"),
        ("reassign", {}, "Name one person, or choose one role"),
        ("reassign", {"group": "kings"}, "Choose a role from the list"),
        ("due", {"due": "soon"}, "Write a moment like"),
        ("variables", {"given": "a b c"}, "write each line as name = value"),
        ("variables", {}, "Enter at least one variable"),
        ("move", {}, "Choose where it goes"),
        ("migrate", {"deployment": "x"}, "Choose it again"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept(sign_in, lent, at, kind, form, problem):
    answer = act(sign_in("boss"), lent, kind, step="look", at=at, **form)
    assert answer.status_code == 422
    assert problem in answer.text


def test_what_is_no_longer_there_is_said(sign_in, lent, at):
    client = sign_in("boss")
    gone = "00000000-0000-0000-0000-000000000000"
    answer = act(client, lent, "skip", step="look", at=gone)
    assert (answer.status_code, "This cannot be done" in answer.text) == (409, True)
    assert client.get(f"/operations/instances/{lent}/act/burn").status_code == 404
    assert client.get(f"/operations/instances/{gone}/act").status_code == 404


def test_one_that_cannot_be_opened_can_still_be_ended(sign_in, parts, lent):
    with parts.database.write() as db:
        db.get(tables.ProcessInstance, ("main", lent)).state = b"worn out"
    client = sign_in("boss")
    page = client.get(f"/operations/instances/{lent}/act").text
    assert "The instance cannot be opened." in page
    assert client.get(f"/operations/instances/{lent}").status_code == 200
    assert client.get(f"/operations/instances/{lent}/export.json").status_code == 200
    assert client.get(f"/operations/instances/{lent}/variables").status_code == 200
    assert client.get("/operations/instances").status_code == 200
    done = act(client, lent, "cancel", step="do", reason=WHY, **seen(parts, lent))
    assert done.status_code == 303
    assert (
        "Nothing can be done to it any more" in client.get(f"/operations/instances/{lent}/act").text
    )
