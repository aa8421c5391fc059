"""A program does one thing to many instances, and looks after people's roles."""

from __future__ import annotations

import pytest

from engine.incidents import open_incident
from engine.worker import run_due
from tests.web.api.conftest import Program

WHY = {"reason": "The provider was away"}
SUSPEND = {"kind": "suspend"}


@pytest.fixture
def keeper(app, make_client):
    """A program that may look after access."""
    scopes = ("access.read", "access.manage")
    return Program(app.test_client(), make_client("keeper", scopes, roles=("admin",)))


def test_a_batch_is_looked_at_begun_and_told_one_by_one(admin, lend, parts):
    wanted = [str(lend()) for _ in range(3)]
    made = admin("POST", "/batches", {"act": SUSPEND, "instances": wanted})
    address = f"/batches/{made.json['batch_id']}"
    run_due(parts.engine)
    looked = admin("GET", address).json
    assert (looked["state"], looked["counts"]["fits"]) == ("looked", 3)
    assert admin("POST", f"{address}/begin", WHY).status_code == 204
    run_due(parts.engine)
    done = admin("GET", address).json
    assert (done["state"], done["counts"]["done"], done["reason"]) == ("done", 3, WHY["reason"])
    page = admin("GET", f"{address}/items?limit=2").json
    rest = admin("GET", f"{address}/items?limit=2&cursor={page['next']}").json
    assert {one["instance_id"] for one in page["items"] + rest["items"]} == set(wanted)
    undone = admin("POST", f"{address}/undo")
    assert undone.status_code == 201
    assert len(admin("GET", "/batches?limit=1").json["items"]) == 1


def test_a_batch_by_filters_can_be_cancelled_before_it_begins(admin, lend, parts):
    lend()
    filters = {"process": "lending", "text": "b-1"}
    made = admin("POST", "/batches", {"act": SUSPEND, "filters": filters})
    address = f"/batches/{made.json['batch_id']}"
    run_due(parts.engine)
    assert admin("POST", f"{address}/cancel").status_code == 204
    assert admin("POST", f"{address}/begin", WHY).status_code in (409, 422)


def test_incidents_of_no_instance_are_a_batch_by_their_cause(admin, parts):
    with parts.database.write() as db:
        for _ in range(2):
            told = {"kind": "verify", "sentence": "It failed with OSError."}
            open_incident(db, "main", now=parts.clock.now(), **told)
    [one] = admin("GET", "/incident-causes").json["items"]
    act = {"act": {"kind": "retry"}, "cause": one["cause"]}
    address = f"/batches/{admin('POST', '/batches', act).json['batch_id']}"
    run_due(parts.engine)
    assert admin("POST", f"{address}/begin", WHY).status_code == 204
    run_due(parts.engine)
    items = admin("GET", f"{address}/items").json["items"]
    assert [(row["instance_id"], row["state"]) for row in items] == [(None, "done")] * 2
    assert admin("GET", "/incident-causes").json["items"] == []


def test_a_batch_says_once_which_instances(admin, lend):
    instance = str(lend())
    for wrong in ({}, {"instances": [instance], "cause": "x"}, {"cause": "nothing"}):
        assert admin("POST", "/batches", {"act": SUSPEND} | wrong).status_code == 422


def test_a_batch_puts_nothing_into_the_hands_of_who_made_the_client(admin, lend):
    act = {"kind": "reassign", "element": "request", "person": "boss"}
    refused = admin("POST", "/batches", {"act": act, "instances": [str(lend())]})
    assert (refused.status_code, "who made the client" in refused.text) == (422, True)


def test_a_role_is_told_first_then_given_and_ended(keeper):
    role = {"role": "miu", "reason": "She joins the unit"}
    told = keeper("POST", "/people/reader/roles", role | {"dry_run": True})
    assert told.json["sentences"]
    assert "miu" not in keeper("GET", "/people/reader").text
    keeper("POST", "/people/reader/roles", role | {"starts_on": "2026-11-30"})
    held = keeper("GET", "/people/reader").json
    assert {"role": "miu", "scope": ""} in held["roles"]
    assert held["appointments"][0]["given_by"] == "client:keeper"
    assert keeper("POST", "/people/reader/roles/end", role).status_code == 200
    assert keeper("POST", "/people/reader/roles/end", role).status_code == 409


def test_the_only_administrator_stays_and_nobody_unknown_gets_a_role(keeper):
    held = {one["role"]: one for one in keeper("GET", "/roles").json["items"]}
    assert (held["admin"]["people"], held["admin"]["only"]) == (1, "boss")
    last = keeper("POST", "/people/boss/roles/end", {"role": "admin", "reason": "Leaves"})
    assert last.status_code == 422
    unknown = keeper("POST", "/people/nobody/roles", {"role": "miu", "reason": "Joins"})
    assert unknown.status_code == 404
    own = keeper("POST", "/people/boss/roles", {"role": "miu", "reason": "I made this client"})
    assert own.status_code == 422


def test_the_overview_and_the_proof_of_the_audit_log(admin, lend):
    lend()
    found = admin("GET", "/overview").json
    assert found["incidents"] == {"number": 0, "since": None}
    proof = admin("GET", "/audit-log/proof").json
    assert proof["broken"] == []
    assert proof["head"].startswith(f"{proof['lines']}:")
