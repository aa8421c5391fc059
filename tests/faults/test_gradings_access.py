"""Both gradings stand beside the user tasks of those who moderate, and of nobody else (4.4)."""

from __future__ import annotations

import re

import pytest

from engine import tables
from handlers.documents import render
from handlers.documents.press import Paper
from tests.faults.conftest import Build
from tests.faults.house import House

DUE = "2026-12-08"
PANEL = "The two gradings"


@pytest.fixture
def house(build: Build, monkeypatch: pytest.MonkeyPatch) -> House:
    """An audit whose overall grades differ. PDFs are pages, which is quicker."""
    monkeypatch.setattr(render, "press", lambda html, _: Paper(html.encode(), 1))
    made = build()
    made.work()
    for element in ("reflect", "give_case_details", "audit_case"):
        made.play({"submit": element})
    return made


def page(house: House, element: str) -> str:
    """The page of a user task as the person who has it sees it; for a role, once taken."""
    row = house.waiting(element)
    person = row.assignee or str(row.candidate_group)
    browser = house.browser(person)
    if row.assignee is None:
        browser.post(f"/tasks/{row.id}/claim", {})
    return browser.get(f"/tasks/{row.id}").text


def grades(text: str) -> list[tuple[str, str]]:
    return re.findall(r'data-by="([^"]+)">([^<]+)<', text)[:3]


def test_who_moderates_sees_them_and_who_appoints_does_not(house: House) -> None:
    assert PANEL not in page(house, "review_case")
    house.play({"submit": "review_case", "answers": {"overview.overall_grade": "inadequate"}})
    both = [("Team Manager", "Good"), ("Peer Reviewer", "Inadequate")]
    assert grades(page(house, "record_discussion"))[:2] == both
    house.play({"submit": "record_discussion", "answers": {"agreed": "no"}})
    assert grades(page(house, "request_officer"))[:2] == both
    house.play({"submit": "request_officer"})
    assert PANEL not in page(house, "appoint_officer")
    house.play({"submit": "appoint_officer", "answers": {"officer": "officer", "due": DUE}})
    assert grades(page(house, "moderate_independently"))[:2] == both
    house.play({"submit": "moderate_independently"})
    for element in ("acknowledge_auditor", "acknowledge_reviewer"):
        assert [by for by, _ in grades(page(house, element))] == [
            "Team Manager",
            "Peer Reviewer",
            "Moderated",
        ]


def test_the_link_leads_to_the_whole_form_of_stage_2(house: House) -> None:
    house.play({"submit": "review_case", "answers": {"overview.overall_grade": "inadequate"}})
    found = re.search(r"/documents/([0-9a-f-]+)", page(house, "record_discussion"))
    assert found
    names = {str(one.id): one.name for one in house.rows(tables.Document)}
    assert "stage-2" in names[found[1]]
    assert "without" not in names[found[1]]
