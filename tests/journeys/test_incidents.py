"""An administrator puts right what is held up, for many at once and for one, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from engine.worker import run_due
from tests.journeys.test_keyboard import enter as press_enter
from tests.journeys.test_keyboard import tab_to
from tests.journeys.test_pages import assert_accessible, enter
from tests.web.operations.conftest import refused, write

__all__ = ["refused", "write"]
NEXT = {"timeout": 15_000}


@pytest.fixture
def held(parts, refused):
    """Three lendings that nobody said the reader of, and a letter that was refused."""
    who = {"checker": "checker"}
    return [
        parts.engine.start("lending", business_key=f"B-{n}", variables=who, by="boss")
        for n in range(3)
    ]


def test_a_cause_is_found_looked_after_and_tried_again_and_an_incident_closed(
    page, axe, parts, held
):
    enter(page, "Ada Admin")
    page.goto("/operations")
    page.get_by_role("link", name="4 incidents").click()
    assert_accessible(page, axe, "incidents")
    page.get_by_role("link", name='there is no "reader"').first.click()
    page.get_by_role("button", name="Assign to me").click()
    expect(page.get_by_text("Ada Admin, said by Ada Admin")).to_be_visible()
    page.get_by_label("What did you find out?").fill("The register does not say who reads")
    page.get_by_role("button", name="Keep the note").click()
    assert_accessible(page, axe, "incident-cause")
    page.get_by_role("button", name="Try them all again").click()
    page.get_by_label("Variables to change first").fill('reader = "reader"')
    assert_accessible(page, axe, "batch-new")
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_text("0 of 3 looked at.").last).to_be_visible()
    assert_accessible(page, axe, "batch-looking")
    run_due(parts.engine)
    page.get_by_label("Why do you do this?").fill("The register says it now", **NEXT)
    assert_accessible(page, axe, "batch-looked")
    page.get_by_role("button", name="Try again: 3 incidents").click()
    expect(page.get_by_role("button", name="Stop this batch")).to_be_visible()
    run_due(parts.engine)
    expect(page.get_by_text("3 incidents done, 0 failed")).to_be_visible(**NEXT)
    assert_accessible(page, axe, "batch-done")
    page.goto("/operations/incidents")
    page.get_by_role("link", name="Letter “notice”").first.click()
    page.get_by_role("row", name="since").get_by_role("link").click()
    page.get_by_label("Why do you close it?").fill("She was told by telephone")
    assert_accessible(page, axe, "incident")
    page.get_by_role("button", name="Close the incident").click()
    expect(page.get_by_text("because: She was told by telephone")).to_be_visible()
    assert_accessible(page, axe, "incident-closed")
    page.goto("/operations/batches")
    assert_accessible(page, axe, "batches")


def test_one_instance_is_acted_on_with_keys_only_and_it_is_taken_back(page, axe, lend):
    instance = lend()
    enter(page, "Ada Admin")
    page.goto(f"/operations/instances/{instance}/act")
    assert_accessible(page, axe, "acting-choose")
    tab_to(page, "Give it to somebody else")
    press_enter(page)
    assert_accessible(page, axe, "acting-ask")
    tab_to(page, "To whom")
    page.keyboard.type("Maya Librarian")
    tab_to(page, "See what will happen")
    press_enter(page)
    expect(page.get_by_text("goes to Maya Librarian instead of Rita Reader")).to_be_visible()
    assert_accessible(page, axe, "acting-confirm")
    tab_to(page, "Why do you do this?")
    page.keyboard.type("Rita is away")
    tab_to(page, "Give it to somebody else")
    press_enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Done: Give it to somebody else")
    assert_accessible(page, axe, "acting-done")
    tab_to(page, "Take it back")
    press_enter(page)
    assert_accessible(page, axe, "acting-undo")
    page.get_by_label("Why do you do this?").fill("She is back")
    page.get_by_role("button", name="Take back the last operation").click()
    expect(page.get_by_text("goes to Rita Reader instead of Maya Librarian")).to_be_visible()
