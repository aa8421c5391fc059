"""Breaking the glass: a reason, some minutes, a letter to those it concerns, every look noted."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from engine import queries
from engine.tables import AuditLog, Mail
from handlers.directory.tables import PersonRole

REASON = {"reason": "The title cannot be read by the printer", "minutes": "15"}
WORDS = {"title": "A secret title", "kind": "novel", "_complete": "yes"}


@pytest.fixture
def instance(sign_in, lend, parts):
    """A lending in which the reader has written a title; it waits for a librarian."""
    made = lend()
    reader = sign_in("reader")
    with parts.database.read() as db:
        [task] = queries.user_tasks(db, "main", made)
    reader.post(f"/tasks/{task.id}/book", data=WORDS)
    reader.post(f"/tasks/{task.id}/reason", data={"because": "A secret reason", "_complete": "yes"})
    reader.post(f"/tasks/{task.id}/check")
    return made


@pytest.fixture
def governance(parts):
    """The stranger looks after how personal data is used."""
    with parts.database.write() as db:
        role = "information_governance"
        db.add(PersonRole(tenant_id="main", person_id="stranger", role=role, scope=""))


@pytest.fixture
def boss(sign_in):
    return sign_in("boss")


def opened(boss, instance, **changed) -> str:
    answer = boss.post(f"/operations/instances/{instance}/unmask", data={**REASON, **changed})
    assert answer.status_code == 303, answer.text
    return answer.location


def noted(parts) -> list[tuple[str, str]]:
    with parts.database.read() as db:
        lines = db.scalars(select(AuditLog).order_by(AuditLog.seq)).all()
    return [
        (line.action, line.detail.get("part", ""))
        for line in lines
        if line.action.startswith("content.")
    ]


def test_before_anything_is_opened_the_page_says_who_will_be_told(boss, instance, governance):
    page = boss.get(f"/operations/instances/{instance}/unmask").text
    assert "goes to: Rita Reader, Sam Stranger" in page
    assert "secret" not in page


def test_without_a_reason_nothing_is_opened(boss, instance, parts):
    address = f"/operations/instances/{instance}/unmask"
    answer = boss.post(address, data={"reason": " ", "minutes": "15"})
    assert answer.status_code == 422
    assert "Enter why you need to see it" in answer.text
    assert boss.post(address, data={**REASON, "minutes": "600"}).status_code == 422
    assert noted(parts) == []


def test_those_whom_it_concerns_get_a_letter_without_content(boss, instance, governance, parts):
    opened(boss, instance)
    with parts.database.read() as db:
        letters = db.scalars(select(Mail).where(Mail.letter == "content_shown")).all()
    assert sorted(one.recipient for one in letters) == ["reader", "stranger"]
    for letter in letters:
        assert "Ada Admin" in letter.body
        assert REASON["reason"] in letter.body
        assert "secret" not in letter.subject + letter.body


def test_each_part_shows_what_was_written_and_each_look_is_noted_first(boss, instance, parts):
    address = opened(boss, instance)
    assert "A secret title" not in boss.get(address).text
    assert "A secret title" in boss.get(f"{address}/answers").text
    assert "A secret title" in boss.get(f"{address}/variables").text
    for part in ("drafts", "letters", "documents"):
        assert boss.get(f"{address}/{part}").status_code == 200
    assert boss.get(f"{address}/passwords").status_code == 404
    looks = ["answers", "variables", "drafts", "letters", "documents"]
    assert noted(parts) == [("content.unmask", ""), *(("content.view", one) for one in looks)]


def test_what_is_on_the_screen_leaves_it_when_the_time_is_over(boss, instance, clock):
    address = opened(boss, instance)
    clock.move_to(clock.now() + timedelta(minutes=14))
    assert boss.get(f"{address}/answers").headers["Refresh"] == "60"


def test_after_its_minutes_or_when_it_is_closed_all_is_masked_again(boss, instance, parts, clock):
    address = opened(boss, instance)
    clock.move_to(clock.now() + timedelta(minutes=15))
    answer = boss.get(f"{address}/answers")
    assert answer.status_code == 303
    assert "secret" not in answer.text
    again = opened(boss, instance)
    assert boss.post(f"{again}/end").status_code == 303
    assert boss.get(f"{again}/answers").status_code == 303
    assert ("content.view", "answers") not in noted(parts)
    assert noted(parts)[-1] == ("content.mask", "")


def test_what_one_administrator_opened_another_does_not_find(boss, instance, parts, sign_in):
    with parts.database.write() as db:
        db.add(PersonRole(tenant_id="main", person_id="noah", role="admin", scope=""))
    address, other = opened(boss, instance), sign_in("noah")
    for page in (address, f"{address}/answers", f"{address}/documents/{uuid4()}"):
        assert other.get(page).status_code == 404
    assert other.post(f"{address}/end").status_code == 404
    assert "secret" in boss.get(f"{address}/answers").text


def test_information_governance_sees_who_looked_and_why(boss, instance, governance, sign_in):
    opened(boss, instance)
    page = sign_in("stranger").get("/operations/unmasked").text
    assert REASON["reason"] in page
    assert "Open now" in page
    assert "Ada Admin" in page


def test_the_page_of_the_instance_leads_there(boss, instance):
    page = boss.get(f"/operations/instances/{instance}/variables").text
    assert f"/operations/instances/{instance}/unmask" in page
    assert "secret" not in page
