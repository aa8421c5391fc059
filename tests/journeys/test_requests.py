"""Asking and reporting, and what is held about somebody: every page in a browser, judged by axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.test_pages import assert_accessible, enter
from tests.web.requests.test_requests import deploy
from tests.web.subject_access.test_review import found

__all__ = ["found"]


def test_asking_from_the_list_to_the_confirmation(page, axe, parts):
    deploy(parts)
    enter(page, "Rita Reader")
    page.get_by_role("link", name="Requests").click()
    assert_accessible(page, axe, "requests")
    page.get_by_role("link", name="Wish for a book").click()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible(page, axe, "requests-wrong")
    page.get_by_label("Which shelf?").fill("9")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sent")
    assert_accessible(page, axe, "requests-sent")


@pytest.mark.usefixtures("found")
def test_reviewing_what_is_held(page, axe):
    enter(page, "Carl Checker")
    page.goto("/subject-access")
    assert_accessible(page, axe, "subject-access")
    page.get_by_role("link", name="SAR-1").click()
    assert_accessible(page, axe, "subject-access-records")
    page.get_by_role("link", name="1. Answers: say").click()
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert_accessible(page, axe, "subject-access-wrong")
    page.get_by_label("Include it").check()
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text("Record 1 is decided.")).to_be_visible()
