"""The published list shows identifiers for a while; the draw behind it only some may see."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from handlers.tables import AuditMonth, Draw, ListChange, PersonRole, PublishedList

ROW = {
    "case": "L9-0000001",
    "category": "Child in need",
    "team": "Team 1",
    "district": "Dartford",
    "auditor": "Amina Okoro",
    "reviewer": "Ben Ashdown",
    "state": "issued",
}
LINE = {
    "auditor": "reader",
    "availability": "available",
    "reference": "AUD-2026-12-001",
    "case": "L9-0000001",
    "considered": 73,
    "relaxed": "relaxed_1",
}


def publish(parts, version: int, gone_on: date, **changed: str) -> None:
    with parts.database.write() as db:
        db.add(
            PublishedList(
                tenant_id="main",
                month="2026-12",
                version=version,
                rows=[{**ROW, **changed}],
                gone_on=gone_on,
                at=parts.clock.now(),
            )
        )


@pytest.fixture
def drawn(parts):
    """December was drawn, and one change made by hand."""
    now = parts.clock.now()
    with parts.database.write() as db:
        db.add(Draw(tenant_id="main", month="2026-12", seed=4711, deployment_id=uuid4(),
                    log=[LINE], by="boss", at=now))  # fmt: skip
        db.add(AuditMonth(tenant_id="main", month="2026-12", instance_id=uuid4(), begun_at=now,
                          released_at=now, released_by="boss"))  # fmt: skip
        db.add(ListChange(tenant_id="main", month="2026-12", reference="AUD-2026-12-001",
                          change="redraw", reason="conflict", before=None,
                          after="AUD-2026-12-002", outcome="done", submission_id=uuid4(),
                          by="boss", at=now))  # fmt: skip
    return parts


def as_role(parts, sign_in, role: str):
    with parts.database.write() as db:
        db.add(PersonRole(tenant_id="main", person_id="stranger", role=role, scope=""))
    return sign_in("stranger")


def test_a37_the_list_holds_identifiers_and_every_version(parts, sign_in):
    publish(parts, 1, date(2099, 3, 1))
    publish(parts, 2, date(2099, 3, 1), state="discounted")
    client = sign_in("reader")
    assert "December 2026" in client.get("/published").text
    newest = client.get("/published/2026-12").text
    for words in (*ROW.values(), "Version 2"):
        assert (words in newest) == (words != "issued")
    assert "Discounted" in newest
    assert "Issued" in client.get("/published/2026-12?version=1").text
    assert client.get("/published/2026-12?version=9").status_code == 404


def test_a37_after_its_time_the_list_is_gone(parts, sign_in):
    publish(parts, 1, date(2020, 1, 1))
    client = sign_in("reader")
    assert "No list is published now" in client.get("/published").text
    assert client.get("/published/2026-12").status_code == 404


@pytest.mark.parametrize("role", ["miu", "head_of_qa"])
def test_r20_the_draw_says_seed_reason_and_changes(drawn, sign_in, role):
    client = as_role(drawn, sign_in, role)
    assert "December 2026" in client.get("/months").text
    page = client.get("/months/2026-12").text
    for words in ("4711", "73 cases", "look-back", "Rita Reader", "AUD-2026-12-002", "Conflict"):
        assert words in page, words
    assert "L9-0000001" not in page
    assert client.get("/months/2026-11").status_code == 404


def test_others_do_not_see_the_draw(drawn, sign_in):
    client = sign_in("reader")
    assert client.get("/months").status_code == 403
    assert 'href="/months"' not in client.get("/tasks").text
    assert 'href="/published"' in client.get("/tasks").text
