"""Information Governance places a hold, is refused, lifts it, erases, and opens the proof."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from handlers.caseload.tables import ChildCase
from handlers.directory.tables import PersonRole
from tests.journeys.test_pages import assert_accessible, enter

NUMBER, NAME = "L9-7654321", "Ottoline Quillfeather"
FLAGS = ("child_in_need", "child_protection", "in_care", "care_leaver")


@pytest.fixture
def governance(parts):
    """Sam Stranger looks after how personal data is used; there is a child's case."""
    with parts.database.write() as db:
        db.query(PersonRole).filter_by(person_id="stranger").delete()
        role = "information_governance"
        db.add(PersonRole(tenant_id="main", person_id="stranger", role=role, scope=""))
        day = parts.clock.now().date()
        case = ChildCase(tenant_id="main", id=NUMBER, initials="O.Q.", team_id="t", opened_on=day)
        for name, value in (*((flag, False) for flag in FLAGS), ("previous_workers", [])):
            setattr(case, name, value)
        db.add(case)


def test_a_hold_an_erasure_and_its_proof(page, axe, governance):
    enter(page, "Sam Stranger")
    page.get_by_role("link", name="Operations", exact=True).click()
    assert_accessible(page, axe, "retention")
    page.get_by_role("link", name="What is held").click()
    assert_accessible(page, axe, "retention-register")
    page.get_by_role("link", name="Everything about one").click()
    assert_accessible(page, axe, "retention-export")
    page.get_by_role("link", name="Holds", exact=True).click()
    page.get_by_role("button", name="Place a hold").click()
    page.get_by_label("A child").check()
    page.get_by_label("Which?").fill(NUMBER)
    page.get_by_label("Why do you do this?").fill("A court asked for the records.")
    assert_accessible(page, axe, "retention-hold")
    page.get_by_role("button", name="Place the hold").click()
    assert_accessible(page, axe, "retention-holds")
    page.get_by_role("link", name="Erasures", exact=True).click()
    assert_accessible(page, axe, "retention-erasures")
    page.get_by_role("button", name="Erase somebody").click()
    page.get_by_label("A child").check()
    page.get_by_label("Number").fill(NUMBER)
    page.get_by_label("Other words for them").fill(NAME)
    page.get_by_label("Why do you do this?").fill("Asked for by the family.")
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_text("The child is on hold.")).to_be_visible()
    assert_accessible(page, axe, "retention-refused")
    page.goto("/operations/retention/holds")
    page.get_by_role("link", name="Lift").click()
    page.get_by_label("Why do you do this?").fill("The court has closed the matter.")
    assert_accessible(page, axe, "retention-lift")
    page.get_by_role("button", name="Lift the hold").click()
    expect(page.get_by_text("The hold is lifted.")).to_be_visible()
    page.goto("/operations/retention/erasures/new")
    page.get_by_label("A child").check()
    page.get_by_label("Number").fill(NUMBER)
    page.get_by_label("Why do you do this?").fill("Asked for by the family.")
    page.get_by_role("button", name="See what will happen").click()
    assert_accessible(page, axe, "retention-erase")
    page.get_by_role("button", name="Erase them for good").click()
    expect(page.get_by_text("Nothing that was searched names them any more.")).to_be_visible()
    assert_accessible(page, axe, "retention-erasure")
    with page.expect_download() as loading:
        page.get_by_role("button", name="Download the proof (PDF)").click()
    proof = PdfReader(io.BytesIO(loading.value.path().read_bytes()))
    assert proof.trailer["/Root"]["/MarkInfo"]["/Marked"], "it is tagged, for screen readers"
    text = "".join(one.extract_text() for one in proof.pages)
    assert "Nothing that was searched names them any more." in text
    assert NUMBER not in text
