"""Reviewing what is held about somebody: by those in charge alone, every look noted."""

from __future__ import annotations

from uuid import uuid4

import pytest

from engine import queries, tables
from handlers.directory.tables import PersonRole
from handlers.subject_access.tables import SubjectItem, SubjectSearch

ONE = "/subject-access/SAR-1/1"


@pytest.fixture
def found(parts, lend, clock):
    """The checker is Information Governance; the reader's answers were found for a request."""
    lend()
    with parts.database.write() as db:
        db.query(PersonRole).filter_by(person_id="checker").delete()
        db.add(PersonRole(tenant_id="main", person_id="checker", role="information_governance"))
        deployment = db.query(tables.Deployment).first().id
        row = tables.Submission(
            tenant_id="main", id=uuid4(), user_task_id=None, instance_id=uuid4(),
            deployment_id=deployment, element_id="say", form=None,
            answers={"book": "Ann likes the sea"}, by="reader", at=clock.now(), digest="0" * 64,
        )  # fmt: skip
        search = SubjectSearch(
            tenant_id="main", id=uuid4(), reference="SAR-1", instance_id=uuid4(),
            submission_id=uuid4(), about="child", searched_at=clock.now(), activity_key="k",
        )  # fmt: skip
        item = SubjectItem(
            tenant_id="main", search_id=search.id, number=1, kind="answers", source_id=row.id,
            title="Answers: say", at=clock.now(), words={},
        )  # fmt: skip
        db.add_all([row, search, item])
    return parts


def item_of(parts) -> SubjectItem:
    with parts.database.read() as db:
        return db.query(SubjectItem).one()


def test_who_is_in_charge_reads_and_decides_and_it_is_noted(found, sign_in):
    client = sign_in("checker")
    assert "1 to decide" in client.get("/subject-access").text
    assert "Answers: say" in client.get("/subject-access/SAR-1").text
    assert "Ann likes the sea" in client.get(ONE).text
    words = {"choice": "include", "blackout": "Ann", "reason": "About others"}
    assert client.post(ONE, data=words).status_code == 303
    kept = item_of(found)
    assert (kept.decision, kept.decided_by) == ("include", "checker")
    assert kept.words == {"reason": "About others", "blackout": "Ann"}
    with found.database.read() as db:
        noted = [
            (r.action, r.about, r.detail) for r in db.query(tables.AuditLog) if r.by == "checker"
        ]
        assert queries.verify_audit_log(db, "main") is None
    assert ("subject_access.read", "SAR-1", {"number": 1}) in noted
    assert ("subject_access.decide", "SAR-1", {"number": 1}) in noted


def test_a_decision_without_its_reason_comes_back_with_its_words(found, sign_in):
    page = sign_in("checker").post(ONE, data={"choice": "include", "blackout": "Ann"})
    assert page.status_code == 422
    assert "Enter the reason" in page.text
    assert ">Ann</textarea>" in page.text
    assert item_of(found).decision is None


@pytest.mark.parametrize("person", ["reader", "boss", "maya"])
def test_for_everybody_else_there_is_nothing(found, sign_in, person):
    client = sign_in(person)
    for address in ("/subject-access", "/subject-access/SAR-1", ONE, f"{ONE}/document"):
        assert client.get(address).status_code == 404
    assert client.post(ONE, data={"choice": "withhold", "reason": "x"}).status_code == 404


def test_once_the_file_is_made_nothing_is_changed(found, sign_in):
    with found.database.write() as db:
        db.query(SubjectSearch).one().document_id = uuid4()
    client = sign_in("checker")
    assert "Keep this decision" not in client.get(ONE).text
    assert client.post(ONE, data={"choice": "include"}).status_code == 422


def test_what_is_not_there_is_not_found(found, sign_in):
    client = sign_in("checker")
    for address in (
        "/subject-access/SAR-2",
        "/subject-access/SAR-1/9",
        "/subject-access/SAR-1/file",
    ):
        assert client.get(address).status_code == 404
    assert client.get(f"{ONE}/document").status_code == 404
