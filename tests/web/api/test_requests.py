"""What is read strictly, and what is carried out once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import queries
from tests.web.api.test_inbox import ANSWERS, first


@pytest.fixture
def rita(people, lend):
    lend()
    return people("reader")


def test_the_same_key_is_carried_out_once_and_answered_twice(rita):
    row, address = first(rita)
    sent = {"answers": ANSWERS, "seen": row["version"]}
    done = rita("POST", f"{address}/complete", sent, Idempotency_Key="one")
    again = rita("POST", f"{address}/complete", sent, Idempotency_Key="one")
    assert done.status_code == again.status_code == 200
    assert done.json == again.json
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_key_is_for_one_request_and_for_a_day(rita, clock):
    row, address = first(rita)
    sent = {"answers": ANSWERS, "seen": row["version"]}
    rita("POST", f"{address}/complete", sent, Idempotency_Key="one")
    other = rita("POST", f"{address}/complete", sent | {"seen": 9}, Idempotency_Key="one")
    assert (other.status_code, other.json["type"]) == (422, "urn:plumbline:problem:key")
    clock.at += timedelta(hours=25)
    later = rita("POST", f"{address}/complete", sent, Idempotency_Key="one")
    assert later.status_code == 409


def test_a_refusal_is_remembered_and_a_fault_of_ours_is_not(rita, parts, monkeypatch):
    row, address = first(rita)
    sent = {"answers": {}, "seen": row["version"]}
    refused = rita("POST", f"{address}/complete", sent, Idempotency_Key="one")
    assert rita("POST", f"{address}/complete", sent, Idempotency_Key="one").json == refused.json
    good = {"answers": ANSWERS, "seen": row["version"]}
    with monkeypatch.context() as broken:
        broken.setattr(parts.engine, "complete", None)
        assert rita("POST", f"{address}/complete", good, Idempotency_Key="two").status_code == 500
    assert rita("POST", f"{address}/complete", good, Idempotency_Key="two").status_code == 200


BODIES = (
    (b'{"answers": {}', "application/json", 400),
    (b'{"answers": {}}', "text/plain", 415),
    (b'{"answers": {}, "more": 1}', "application/json", 422),
    (b'{"answers": []}', "application/json", 422),
    (b'{"answers": {"__class__": 1}}', "application/json", 422),
)
QUERIES = ("limit=0", "limit=x", "more=1", "limit=1&limit=2", "view=odd")


def test_body_and_query_are_read_strictly(rita):
    _, address = first(rita)
    known = {"Authorization": f"Bearer {rita.token}", "Plumbline-Person": "reader"}
    for body, kind, status in BODIES:
        sent = {"data": body, "content_type": kind, "headers": known}
        answer = rita.browser.put(f"/api/v1{address}/draft", **sent)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), body
    for query in QUERIES:
        assert rita("GET", f"/user-tasks?{query}").status_code == 422, query


def test_an_address_that_is_not_there_and_a_method_that_is_not_known_are_problems(rita):
    nowhere = rita("GET", "/nowhere")
    assert (nowhere.status_code, nowhere.mimetype) == (404, "application/problem+json")
    wrong = rita("DELETE", "/user-tasks")
    assert wrong.status_code == 405
    assert "GET" in wrong.headers["Allow"]


def test_what_a_program_did_for_a_person_is_in_their_name_and_its_own(rita, parts):
    row, address = first(rita)
    rita("POST", f"{address}/complete", {"answers": ANSWERS, "seen": row["version"]})
    with parts.database.read() as db:
        lines = [line for line in queries.audit_log(db, "main").rows if line.by == "reader"]
    [line] = [line for line in lines if line.action == "client.act"]
    assert (line.about, line.detail["operation"]) == ("client:portal", "complete_user_task")
