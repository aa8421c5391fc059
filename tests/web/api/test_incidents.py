"""A program looks after incidents: by cause, assigned, noted about, closed by hand."""

from __future__ import annotations

import pytest

WHY = {"reason": "She was told by telephone"}


@pytest.fixture
def held(parts, admin):
    """Two lendings that nobody said the reader of; the cause they have in common."""
    for key in ("B-2", "B-3"):
        parts.engine.start("lending", business_key=key, variables={"checker": "checker"}, by="boss")
    [cause] = admin("GET", "/incident-causes").json["items"]
    return cause


def test_incidents_are_told_by_cause_and_of_one_cause(admin, held):
    assert (held["number"], held["instances"], held["element_id"]) == (2, 2, "request")
    page = admin("GET", f"/incidents?cause={held['cause']}&limit=1").json
    assert page["items"][0]["cause"] == held["cause"]
    assert page["next"]
    assert admin("GET", "/incidents?cause=none").json["items"] == []
    assert admin("GET", "/incident-causes?process=none").json["items"] == []
    assert admin("GET", "/incident-causes?state=resolved").json["items"] == []
    assert admin("GET", "/incident-causes?cursor=bm9uZQ").status_code == 422


def test_a_cause_is_assigned_once_and_noted_about(admin, held):
    at = f"/incident-causes/{held['cause']}"
    assert admin("POST", f"{at}/assign", {"person": "maya"}).status_code == 422
    assert admin("POST", f"{at}/assign", {"person": "boss", "seen": ""}).status_code == 204
    assert admin("POST", f"{at}/assign", {"person": None, "seen": ""}).status_code == 409
    assert len(admin("GET", "/incident-causes?person=boss").json["items"]) == 1
    assert admin("GET", "/incident-causes?unassigned=true").json["items"] == []
    words = "The register sends no reader.\nIt is told."
    made = admin("POST", f"{at}/notes", {"words": words})
    assert made.status_code == 201
    assert admin("POST", f"{at}/notes", {"words": " \n "}).status_code == 422
    detail = admin("GET", at).json
    assert (detail["person"], detail["assigned_by"]) == ("boss", "client:robot")
    assert [note["words"] for note in detail["notes"]] == [words]
    assert admin("GET", "/incident-causes/none").status_code == 404


def test_what_holds_up_an_instance_is_not_closed(admin, held):
    [first, _] = admin("GET", f"/incidents?cause={held['cause']}").json["items"]
    refused = admin("POST", f"/incidents/{first['id']}/resolve", WHY)
    assert refused.status_code == 422
    assert "cancel the instance" in refused.json["remedy"]
    every = admin("POST", f"/incident-causes/{held['cause']}/resolve", WHY)
    assert admin("POST", "/incident-causes/none/resolve", WHY).status_code == 404
    assert every.json == {"closed": 0, "kept": 2}
    admin("POST", f"/instances/{first['instance_id']}/cancel", WHY)
    assert admin("POST", f"/incidents/{first['id']}/resolve", WHY).status_code == 409
