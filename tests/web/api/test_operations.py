"""A program sees what runs and puts it right, as an administrator does, and reads no content."""

from __future__ import annotations

from uuid import uuid4

import pytest

from engine.mailing import Letter, Origin, queue_mail
from engine.tables import Incident, Job, Mail
from tests.web.api.test_inbox import ANSWERS, first

WHY = {"reason": "Asked for by telephone"}


@pytest.fixture
def lent(lend, people):
    """An instance in which a reader has said which book."""
    instance = lend()
    rita = people("reader")
    row, address = first(rita)
    rita("POST", f"{address}/complete", {"answers": ANSWERS, "seen": row["version"]})
    return f"/instances/{instance}"


@pytest.fixture
def letter(parts):
    """A letter that waits to be sent, with words in it."""
    origin = Origin("main", None, "B-1", "example.org")
    words = Letter("reminder", "reader", "r@example.org", "Secret title", "Secret words", "", "k")
    with parts.database.write() as db:
        return queue_mail(db, origin, words, parts.clock.now())


def test_an_instance_is_found_by_filters_and_says_what_it_waits_for(admin, lent):
    [row] = admin("GET", "/instances?status=active&text=b-1&process=lending").json["items"]
    assert f"/instances/{row['id']}" == lent
    detail = admin("GET", lent).json
    [waiting] = detail["user_tasks"]
    assert (waiting["element_id"], waiting["candidate_group"]) == ("hand_out", "librarian")
    assert admin("GET", "/instances?status=completed").json["items"] == []


def test_a_list_of_instances_goes_on_in_every_order(admin, lend):
    for _ in range(3):
        lend()
    for order in ("newest", "oldest", "reference", "reference_back"):
        seen, cursor = [], ""
        for _ in range(3):
            page = admin("GET", f"/instances?limit=1&order={order}{cursor}").json
            seen += [row["id"] for row in page["items"]]
            cursor = f"&cursor={page['next']}"
        assert len(set(seen)) == 3
        assert page["next"] is None


def test_history_names_who_and_what_and_holds_no_answer(admin, lent):
    told = admin("GET", f"{lent}/history?limit=100")
    assert {"reader"} <= {line["by"] for line in told.json["items"]}
    assert "Moby" not in told.text + admin("GET", lent).text


def test_a_dry_run_says_what_would_happen_and_changes_nothing(admin, lent):
    before = admin("GET", lent).json
    tried = admin("POST", f"{lent}/cancel", WHY | {"dry_run": True, "seen": before["version"]})
    assert (tried.json["status"], tried.json["dry_run"]) == ("cancelled", True)
    assert tried.json["consequences"]
    assert admin("GET", lent).json == before


def test_what_is_done_is_kept_with_its_reason_and_can_be_undone(admin, lent, parts):
    assert admin("POST", f"{lent}/go-back", WHY | {"to": "request"}).status_code == 200
    assert admin("GET", lent).json["user_tasks"][0]["element_id"] == "request"
    assert admin("POST", f"{lent}/undo", WHY).status_code == 200
    assert admin("GET", lent).json["user_tasks"][0]["element_id"] == "hand_out"
    lines = admin("GET", "/audit-log?by=client:robot").json["items"]
    assert {"back", "undo"} <= {line["action"] for line in lines}
    assert all(line["detail"]["reason"] == WHY["reason"] for line in lines)


def test_who_acts_on_what_has_moved_is_told_so(admin, lent):
    seen = admin("GET", lent).json["version"]
    assert admin("POST", f"{lent}/suspend", WHY | {"seen": seen}).status_code == 200
    late = admin("POST", f"{lent}/cancel", WHY | {"seen": seen})
    assert (late.status_code, late.json["type"]) == (409, "urn:plumbline:problem:OutOfDate")


ACTS = (
    ("skip", {"at": "", "given": {"shelf": "A1"}}),
    ("move", {"at": "", "to": "confirm"}),
    ("due", {"at": "", "due": "2026-12-24T12:00:00Z"}),
    ("variables", {"changes": {"shelf": "A1"}}),
    ("suspend", {"stop_clock": True}),
    ("reassign", {"at": "", "person": "noah"}),
)


def test_every_act_can_be_tried_first(admin, lent):
    at = {"at": admin("GET", lent).json["user_tasks"][0]["id"]}
    for act, body in ACTS:
        said = body | (at if "at" in body else {})
        tried = admin("POST", f"{lent}/{act}", WHY | {"dry_run": True} | said)
        assert tried.status_code == 200, tried.text
        assert tried.json["consequences"], act


def test_a_client_puts_nothing_into_the_hands_of_who_made_it(admin, lent):
    at = admin("GET", lent).json["user_tasks"][0]["id"]
    for to in ({"person": "boss"}, {"group": "admin"}):
        refused = admin("POST", f"{lent}/reassign", WHY | {"at": at} | to)
        assert (refused.status_code, "who made the client" in refused.text) == (422, True)


def test_a_client_gives_whoever_made_it_no_part_in_anything(admin, lent):
    for address, body in (
        ("/instances", {"process": "lending", "variables": {"reader": "boss"}}),
        ("/messages", {"message": "book returned", "payload": {"to": ["boss"]}}),
        ("/signals", {"signal": "closing time", "payload": {"by": "client:robot"}}),
        (f"{lent}/variables", WHY | {"changes": {"reader": "boss"}}),
    ):
        refused = admin("POST", address, body)
        assert (refused.status_code, "who made the client" in refused.text) == (422, True), address


def test_an_act_needs_a_reason_and_what_cannot_be_is_refused_with_a_remedy(admin, lent):
    assert admin("POST", f"{lent}/cancel", {"reason": " "}).status_code == 422
    refused = admin("POST", f"{lent}/resume", WHY)
    assert refused.status_code == 422
    assert refused.json["remedy"]


def test_an_instance_is_begun_once_for_each_key(admin):
    body = {"process": "lending", "variables": {"reader": "reader", "checker": "checker"}}
    begun = admin("POST", "/instances", body, Idempotency_Key="one")
    again = admin("POST", "/instances", body, Idempotency_Key="one")
    assert (begun.status_code, again.json) == (201, begun.json)
    assert len(admin("GET", "/instances").json["items"]) == 1
    assert admin("POST", "/instances", body | {"process": "nothing"}).status_code == 404


def test_messages_and_signals_say_whom_they_reached(admin):
    assert admin("POST", "/messages", {"message": "book returned"}).json == {"instance_ids": []}
    assert admin("POST", "/signals", {"signal": "closing time"}).json == {"instance_ids": []}


def test_letters_are_told_by_their_state_and_never_by_their_words(admin, letter):
    listed = admin("GET", "/letters?state=not_arrived")
    [row] = listed.json["items"]
    assert (row["id"], row["state"], row["attempts"]) == (str(letter), "queued", 0)
    one = admin("GET", f"/letters/{letter}")
    assert "Secret" not in listed.text + one.text
    refused = admin("POST", f"/letters/{letter}/resend", WHY | {"seen": row["standing"]})
    assert refused.status_code == 422
    late = admin("POST", f"/letters/{letter}/resend", WHY | {"seen": "sent"})
    assert late.status_code == 409


def test_a_letter_goes_again_to_an_address_that_is_put_right(admin, letter, parts):
    with parts.database.write() as db:
        db.query(Mail).update({"state": "kept"})
        db.query(Job).update({"state": "done"})
    again = {"seen": admin("GET", f"/letters/{letter}").json["standing"]}
    for address, status in (("boss@example.org", 422), ("rita.r@example.org", 200)):
        body = WHY | again | {"address": address}
        assert admin("POST", f"/letters/{letter}/resend", body).status_code == status
    assert len(admin("GET", "/letters").json["items"]) == 2


def test_queues_are_stopped_and_go_on(admin, letter):
    assert admin("POST", "/queues/mail/pause", WHY).status_code == 204
    queues = {one["queue"]: one for one in admin("GET", "/queues").json["items"]}
    assert queues["mail"]["paused_by"] == "client:robot"
    assert admin("POST", "/queues/mail/pause", WHY).status_code == 409
    assert admin("POST", "/queues/mail/go-on", WHY).status_code == 204
    assert admin("POST", "/queues/nothing/pause", WHY).status_code == 404


def test_a_job_that_failed_is_tried_at_once(admin, letter, parts):
    [row] = admin("GET", "/jobs?kind=mail").json["items"]
    assert admin("POST", f"/jobs/{row['id']}/hurry", WHY | {"seen": 0}).status_code == 422
    with parts.database.write() as db:
        db.query(Job).update({"attempts": 2})
    assert admin("POST", f"/jobs/{row['id']}/hurry", WHY | {"seen": 1}).status_code == 409
    assert admin("POST", f"/jobs/{row['id']}/hurry", WHY | {"seen": 2}).status_code == 204
    assert admin("GET", f"/jobs/{row['id']}").json["attempts"] == 2


def test_incidents_are_listed_and_tried_again(admin, lent, parts):
    now = parts.clock.now()
    told = {"kind": "handler", "sentence": "It failed.", "state": "open", "occurrences": 1}
    with parts.database.write() as db:
        for number in range(2):
            db.add(
                Incident(
                    tenant_id="main",
                    id=uuid4(),
                    element_id=f"step_{number}",
                    detail={},
                    created_at=now,
                    last_at=now,
                    cause="0" * 16,
                    **told,
                )
            )
    page = admin("GET", "/incidents?limit=1").json
    following = admin("GET", f"/incidents?limit=1&cursor={page['next']}").json
    assert {page["items"][0]["element_id"], following["items"][0]["element_id"]} == {
        "step_0",
        "step_1",
    }
    address = f"/incidents/{page['items'][0]['id']}"
    assert admin("POST", f"{address}/retry", WHY).json == {"went_on": True}
    assert admin("GET", address).json["state"] == "resolved"
    assert admin("POST", f"{address}/retry", WHY).status_code == 409


def test_what_is_deployed_is_told_with_its_processes(admin):
    [row] = admin("GET", "/deployments").json["items"]
    detail = admin("GET", f"/deployments/{row['id']}").json
    assert [one["key"] for one in detail["processes"]] == ["lending"]


def test_who_may_read_may_not_act_and_a_person_needs_the_role(app, make_client, admin, lent):
    reader = type(admin)(
        app.test_client(), make_client("looks", ("operations.read",), roles=("admin",))
    )
    assert reader("GET", lent).status_code == 200
    assert reader("POST", f"{lent}/cancel", WHY).status_code == 403
    scopes = ("operations.read", "operations.act")
    token = make_client("acts", scopes, for_people=True)
    assert type(admin)(app.test_client(), token, "reader")("GET", lent).status_code == 403
    assert type(admin)(app.test_client(), token, "boss")("GET", lent).status_code == 200
