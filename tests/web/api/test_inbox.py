"""A program does the user tasks of a person."""

from __future__ import annotations

import pytest

ANSWERS = {
    "book": {"title": "Moby Dick", "kind": "novel"},
    "reason": {"because": "It is about the sea."},
}


@pytest.fixture
def rita(people, lend):
    """The reader's program; one book has been asked for."""
    lend()
    return people("reader")


def first(program):
    [row, *_] = program("GET", "/user-tasks").json["items"]
    return row, f"/user-tasks/{row['id']}"


def test_a_person_finds_their_user_task_with_its_form(rita):
    row, address = first(rita)
    assert (row["name"], row["assignee"], row["business_key"]) == (
        "Say which book",
        "reader",
        "B-1",
    )
    detail = rita("GET", address).json
    assert detail["texts"]["why"] == "You asked for a book."
    questions = {q["key"]: q for s in detail["form"]["sections"] for q in s["questions"]}
    assert [one["value"] for one in questions["kind"]["options"]] == ["novel", "other"]
    assert questions["which"]["hidden"]
    assert detail["form"]["single"] is False


def test_a_draft_is_kept_and_completing_moves_on(rita):
    row, address = first(rita)
    assert rita("PUT", f"{address}/draft", {"answers": {"book": {"title": "Moby"}}}).json
    assert rita("GET", address).json["form"]["words"] == {"book": {"title": "Moby"}}
    done = rita("POST", f"{address}/complete", {"answers": ANSWERS, "seen": row["version"]})
    assert done.json["instance_status"] == "active"
    again = rita("POST", f"{address}/complete", {"answers": ANSWERS, "seen": row["version"]})
    assert again.status_code == 409
    assert rita("GET", "/user-tasks").json == {"items": [], "next": None}


def test_answers_that_are_missing_are_named_and_the_words_are_kept(rita):
    row, address = first(rita)
    sent = {"answers": {"book": {"title": "Moby Dick"}}, "seen": row["version"]}
    refused = rita("POST", f"{address}/complete", sent)
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    places = [fault["place"] for fault in refused.json["faults"]]
    assert places == ["book/kind", "reason/because"]
    assert "Moby" not in refused.text
    assert rita("GET", address).json["form"]["words"]["book"] == {"title": "Moby Dick"}


def test_answers_that_lie_nowhere_are_refused_and_do_not_become_a_draft(rita):
    row, address = first(rita)
    for odd in ({"book": 1.5}, {"book": [1]}, {"shelf": {}}):
        for method, what in (("PUT", "draft"), ("POST", "complete")):
            seen = {"seen": row["version"]} if what == "complete" else {}
            refused = rita(method, f"{address}/{what}", {"answers": odd} | seen)
            assert refused.status_code == 422
            assert refused.json["faults"][0]["place"] == next(iter(odd))
    assert rita("GET", address).json["form"]["words"] == {}


def test_a_page_that_is_out_of_date_is_told_so(rita):
    row, address = first(rita)
    late = rita("POST", f"{address}/complete", {"answers": ANSWERS, "seen": row["version"] + 1})
    assert (late.status_code, late.json["type"]) == (409, "urn:plumbline:problem:OutOfDate")


def test_what_is_for_a_role_is_taken_and_put_back(rita, people):
    row, address = first(rita)
    rita("POST", f"{address}/complete", {"answers": ANSWERS, "seen": row["version"]})
    maya, noah = people("maya"), people("noah")
    row, address = first(maya)
    assert maya("GET", address).json["form"] is None
    assert maya("POST", f"{address}/claim").status_code == 204
    assert maya("GET", address).json["form"]["single"]
    assert noah("POST", f"{address}/claim").status_code in (403, 409)
    assert maya("POST", f"{address}/put-back").status_code == 204
    assert noah("POST", f"{address}/claim").status_code == 204


def test_what_is_not_theirs_is_not_there(rita, people):
    _, address = first(rita)
    stranger = people("stranger")
    assert stranger("GET", address).status_code == 404
    assert stranger("GET", "/user-tasks").json["items"] == []


def test_a_long_list_goes_on_with_a_cursor_and_misses_nothing(people, lend):
    for _ in range(5):
        lend()
    rita, seen, address = people("reader"), [], "/user-tasks?limit=2"
    while address:
        page = rita("GET", address).json
        seen += [row["id"] for row in page["items"]]
        address = page["next"] and f"/user-tasks?limit=2&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == 5


def test_a_cursor_that_no_list_gave_is_refused(rita):
    assert rita("GET", "/user-tasks?cursor=nonsense").status_code == 422
