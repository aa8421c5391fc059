"""A program looks after people, their cover and letters, and reads the figures of processes."""

from __future__ import annotations

import pytest

from tests.web.api.conftest import Program

WHY = {"reason": "Said by Human Resources"}
NEW = {"id": "P77", "name": "Nell Newcomer", "email": "nell@example.org"} | WHY


@pytest.fixture
def keeper(app, make_client):
    """A program that may look after access."""
    scopes = ("access.read", "access.manage")
    return Program(app.test_client(), make_client("keeper", scopes, roles=("admin",)))


def test_somebody_comes_is_found_and_leaves(keeper):
    assert keeper("POST", "/people", NEW).status_code == 201
    assert keeper("POST", "/people", NEW).status_code == 422
    [found] = keeper("GET", "/people?text=newcomer").json["items"]
    assert found["id"] == "P77"
    told = keeper("POST", "/people/P77/leave", WHY | {"dry_run": True}).json
    assert "They are signed out" in told["sentences"][0]
    assert keeper("POST", "/people/P77/leave", WHY).status_code == 200
    assert keeper("POST", "/people/P77/leave", WHY).status_code == 404
    assert [one["id"] for one in keeper("GET", "/people?left=true").json["items"]] == ["P77"]


def test_people_come_page_by_page_each_once(keeper):
    seen, cursor = [], ""
    while cursor is not None:
        page = keeper("GET", f"/people?limit=2{cursor}").json
        seen += [one["id"] for one in page["items"]]
        cursor = f"&cursor={page['next']}" if page["next"] else None
    assert len(seen) == len(set(seen)) > 3


def test_who_signed_in_is_listed_and_signed_out_everywhere(keeper, sign_in):
    reader = sign_in("reader")
    [attempt] = keeper("GET", "/sign-ins?person=reader").json["items"]
    assert (attempt["outcome"], attempt["way"]) == ("accepted", "demo")
    assert reader.get("/tasks").status_code == 200
    assert keeper("POST", "/people/reader/sign-out").status_code == 204
    assert reader.get("/tasks").status_code == 303


def test_cover_is_arranged_and_ended(keeper, clock):
    day = clock.now().date().isoformat()
    wanted = {"person": "maya", "covered_by": "noah", "starts_on": day, "ends_on": day}
    made = keeper("POST", "/covers", wanted)
    assert made.status_code == 201, made.text
    assert [one["id"] for one in keeper("GET", "/covers").json["items"]] == [made.json["id"]]
    assert keeper("POST", "/covers", wanted).status_code == 422
    assert keeper("POST", f"/covers/{made.json['id']}/end").status_code == 204
    assert keeper("GET", "/covers").json["items"] == []


def test_a_process_tells_how_many_are_where_over_a_period_and_by_version(admin, lend):
    lend()
    [one] = admin("GET", "/processes").json["items"]
    assert (one["key"], one["version"]) == ("lending", 1)
    address = "/processes/lending/figures"
    said = admin("GET", f"{address}?version=1&first=2026-01-01&last=2026-12-31").json
    assert said["first"] == "2026-01-01"
    assert {row["id"]: row["here"] for row in said["elements"]}["request"] == 1
    assert admin("GET", f"{address}?first=2026-01-01").status_code == 422
    assert admin("GET", f"{address}?version=7").status_code == 404
    assert admin("GET", "/processes/none/figures").status_code == 404


def test_a_test_letter_needs_a_mail_server(admin):
    refused = admin("POST", "/letters/test", {"to": "ada@example.org"})
    assert (refused.status_code, "no mail server" in refused.text) == (422, True)
