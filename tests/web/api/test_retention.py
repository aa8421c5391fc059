"""Retention for programs: an erasure is done only as it was seen."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from engine.database import Base
from handlers.directory.tables import Person
from tests.web.api.conftest import Program

WHO = {"about": "person", "number": "maya", "reason": "She left two years ago."}


@pytest.fixture
def governance(app, parts, make_client) -> Program:
    """A program of Information Governance; Maya has left."""
    with parts.database.write() as db:
        db.get(Person, ("main", "maya")).active = False
    scopes = ("retention.read", "retention.act", "retention.export")
    token = make_client("records", scopes, roles=("information_governance",))
    return Program(app.test_client(), token)


def test_an_erasure_is_done_as_it_was_seen_and_a_hold_stops_it(governance):
    told = governance("GET", "/retention/schedule").json
    assert (told["due"], told["counted_at"], told["counting"]) == ([], None, False)
    assert governance("POST", "/retention/count").status_code == 204
    assert governance("GET", "/retention/schedule").json["counting"]
    held = governance("POST", "/retention/holds", {"about": "person", "subject": "maya",
                                                   "reason": "A tribunal."})  # fmt: skip
    assert held.status_code == 201
    told = governance("POST", "/retention/erasures", WHO).json
    assert [one["sentence"] for one in told["obstacles"]] == ["The person is on hold."]
    assert governance("GET", "/retention/holds").json["items"][0]["subject"] == "maya"
    hold = held.json["hold_id"]
    assert (
        governance("POST", f"/retention/holds/{hold}/lift", {"reason": "Over."}).status_code == 204
    )
    seen = governance("POST", "/retention/erasures", WHO).json["seen"]
    stale = governance("POST", "/retention/erasures", {**WHO, "seen": "another"})
    assert stale.status_code == 409
    done = governance("POST", "/retention/erasures", {**WHO, "seen": seen}).json
    assert done["left"] == []
    one = governance("GET", f"/retention/erasures/{done['erasure_id']}").json
    assert one["state"] == "certified"
    assert "maya" not in str(one).casefold()


def test_everything_about_one_is_given_and_never_kept(governance, parts):
    answer = governance("POST", "/retention/export", WHO, Idempotency_Key="once")
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(answer.json["content"]))) as archive:
        assert "Maya Librarian" in archive.read("index.html").decode()
    with parts.database.read() as db:
        assert db.execute(Base.metadata.tables["web_stored_answer"].select()).all() == []


def test_an_administrator_s_program_does_not_get_content(app, make_client):
    token = make_client("robot", ("retention.export",), roles=("admin",))
    refused = Program(app.test_client(), token)("POST", "/retention/export", WHO)
    assert refused.status_code == 403
